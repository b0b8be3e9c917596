import * as z from "zod";
import { anyId } from "./any-id";
import { endedTurn } from "./api";
import { accountId, ofThose, personal } from "./masking/mask-marks";

export const memberToAdd = z.strictObject({ id: anyId, name: z.string().trim().min(1).max(500).optional() });
export type MemberToAdd = z.infer<typeof memberToAdd>;

export const memberList = z.object({
  members: z
    .array(
      ofThose(
        z.object({ id: accountId(z.string()), name: personal(z.string()), joinedAt: z.string(), leftAt: z.string().nullable() }),
        "id",
      ),
    )
    .describe("In the order they joined, also those who have left"),
});
export type MemberList = z.infer<typeof memberList>;

/** Somebody came or went, and the bot was told. */
export const memberChange = memberList.extend({ ...endedTurn.omit({ changes: true }).shape });
