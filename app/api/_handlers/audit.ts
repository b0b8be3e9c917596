import { listAudit, listConsultations, listExposed, verifyAudit } from "@/lib/audit";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/audit";

export const auditHandlers = [
  handle(operations.listAudit, async ({ query }) => ({ body: await listAudit(query) })),
  handle(operations.verifyAudit, async () => ({ body: await verifyAudit() })),
  handle(operations.listExposed, async ({ query }) => ({ body: await listExposed(query) })),
  handle(operations.listConsultations, async ({ params }) => ({ body: { consultations: await listConsultations(params.personId) } })),
];
