export { type Env, env, listSettingWarnings } from "./env";
export { type Line, newLine } from "./line";
export { ownAddress, setOwnAddress } from "./own-address";
export { processSingleton } from "./process-singleton";
export { openText, sealText, secretKeyFor } from "./secret-key";
export type { OidcSetting, SignInSetting } from "./sign-in-setting";
export { signatureCheck } from "./signature-check";
export { publicSigningKey, type Signature, signText } from "./signing-key";
export { accountAlias, conversationRef, epochRef, itemRef, placeRef, runRef, subjectRef } from "./subject-ref";
