export type { Audited } from "./audit-log";
export type { AuditInput } from "./chain";
export { commitAudited } from "./commit-audited";
export { keepAudit } from "./keep-audit";
export { purgeAudit } from "./purge-audit";
export { signAuditHead } from "./sign-head";
export { verifyAudit } from "./verify-audit";
