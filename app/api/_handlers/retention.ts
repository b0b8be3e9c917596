import { commitAudited } from "@/lib/audit";
import { previewRetention, putPolicy, readRetention, readSweepReceipt, sweepRetention } from "@/lib/privacy";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/privacy/retention";

export const retentionHandlers = [
  handle(operations.getRetention, async () => ({ body: await readRetention() })),
  handle(operations.putRetention, async ({ body }, { caller }) => {
    await putPolicy(body, caller);
    return { body: await readRetention() };
  }),
  handle(operations.previewRetention, async (_, { caller }) => {
    const preview = await previewRetention();
    await commitAudited([{ caller, action: "retention.previewed", counts: { values: preview.total } }]);
    return { body: preview };
  }),
  handle(operations.sweepRetention, async (_, { caller }) => ({ body: await sweepRetention(caller) })),
  handle(operations.getSweepReceipt, async ({ params }) => ({ body: await readSweepReceipt(params.sweepNumber) })),
];
