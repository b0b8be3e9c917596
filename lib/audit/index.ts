export type { Audited } from "./audit-log";
export type { AuditInput } from "./chain";
export { commitAudited } from "./commit-audited";
