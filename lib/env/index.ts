export { type Env, env } from "./env";
export { processSingleton } from "./process-singleton";
