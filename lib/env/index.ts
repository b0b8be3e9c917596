export { type Env, env } from "./env";
export { processSingleton } from "./process-singleton";
export { openText, sealText, secretKeyFor } from "./secret-key";
