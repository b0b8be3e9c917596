import { listActorsOfCase, listAudit, listConsultations, listExposed, verifyAudit } from "@/lib/audit";
import { type Caller, HarnessError, may, mayReadAuditOf, refusalOf } from "@/lib/model";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/privacy/audit";

export const auditHandlers = [
  handle(operations.listAudit, async ({ query }, { caller }) => {
    await requireReading(caller, query.case);
    return { body: await listAudit(query) };
  }),
  handle(operations.verifyAudit, async () => ({ body: await verifyAudit() })),
  handle(operations.listExposed, async ({ query }) => ({ body: await listExposed(query) })),
  handle(operations.listConsultations, async ({ params }) => ({ body: { consultations: await listConsultations(params.personId) } })),
];

/** Whoever may not read all of the log reads what concerns a case that they worked on. */
async function requireReading(caller: Caller, caseNumber: string | undefined): Promise<void> {
  if (may(caller, "audit.read")) return;
  if (caseNumber !== undefined && mayReadAuditOf(caller, await listActorsOfCase(caseNumber))) return;
  throw new HarnessError("not_allowed", refusalOf("audit.read"));
}
