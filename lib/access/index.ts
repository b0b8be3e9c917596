export { createApiKey, listApiKeys, revokeApiKey } from "./api-keys";
export { callerOf, requireCaller } from "./caller-of";
export { checkRequest, type IncomingRequest, type ListenAddress } from "./check-request";
export { contentSecurityPolicy, newNonce } from "./content-security-policy";
export { type ProblemReply, problemReply } from "./problem-reply";
export { isDirectLine, securityHeaders } from "./security-headers";
