import { request } from "@/components/api/request";
import { type AuditFilter, auditPage, auditReport } from "@/lib/model";

export const listAudit = (filter: AuditFilter, { cursor, signal }: { cursor: string | null; signal?: AbortSignal }) =>
  request("/api/audit", { query: { ...filter, cursor }, signal, answer: auditPage });

export const verifyAudit = () => request("/api/audit/verify", { answer: auditReport });
