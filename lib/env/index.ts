export { type Env, env } from "./env";
export { ownAddress, setOwnAddress } from "./own-address";
export { processSingleton } from "./process-singleton";
export { openText, sealText, secretKeyFor } from "./secret-key";
export { signatureCheck } from "./signature-check";
export { publicSigningKey, type Signature, signText } from "./signing-key";
export { conversationRef, subjectRef } from "./subject-ref";
