export type { Audited } from "./audit-log";
export type { AuditInput } from "./chain";
export { commitAudited } from "./commit-audited";
export { listConsultations } from "./consultations";
export { keepAudit } from "./keep-audit";
export { eraseActorName, listActorsOfCase, listAudit } from "./list-audit";
export { listExposed } from "./list-exposed";
export { readAuditHead } from "./receipt-heads";
export { verifyAudit } from "./verify-audit";
