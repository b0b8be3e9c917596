import { approveErasure, decidePlaces, listPlacesOfCase, planErasure, readReceipt, requireErasure, runErasure } from "@/lib/privacy";
import { createFailureLog } from "../_lib/failure-log";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/privacy/erasures";

const failures = createFailureLog();

export const erasureHandlers = [
  handle(operations.getErasure, async ({ params }) => ({ body: await requireErasure(params.caseNumber) })),
  handle(operations.planErasure, async ({ params }, { caller }) => ({ body: await planErasure(params.caseNumber, caller) })),
  handle(operations.approveErasure, async ({ params, body }, { caller }) => ({
    body: await approveErasure(params.caseNumber, { ...body, caller }),
  })),
  handle(operations.runErasure, async ({ params, body }, { caller }) => {
    const { erasure, finished } = await runErasure(params.caseNumber, { ...body, caller });
    // The case says that it failed; the log says why, for whoever runs the server.
    finished.catch((error: unknown) => failures.report("erasure", error));
    return { body: erasure };
  }),
  handle(operations.listReviewPlaces, async ({ params }, { sight }) => ({ body: await listPlacesOfCase(params.caseNumber, sight) })),
  handle(operations.decideReviewPlaces, async ({ params, body }, { caller, sight }) => {
    await decidePlaces(params.caseNumber, body, caller);
    return { body: await listPlacesOfCase(params.caseNumber, sight) };
  }),
  handle(operations.getErasureReceipt, async ({ params }) => ({ body: await readReceipt(params.caseNumber) })),
];
