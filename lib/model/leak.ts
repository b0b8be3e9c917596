import * as z from "zod";
import { accountId, ofThose, placeOf, said } from "./masking/mask-marks";
import { scopeSchema } from "./scope";

/** A value of one person's user, private or dialog state that was sent to another person of the conversation. */
const leak = ofThose(
  z.object({
    scope: scopeSchema,
    path: placeOf(z.string()).describe("JSON Pointer of the value in the first person's state"),
    ownerId: accountId(z.string()),
    toUserId: accountId(z.string()),
    turn: z.number().int().nullable().describe("The turn that sent it; null when no turn did"),
    activityId: z.string(),
    excerpt: said(z.string()).describe("The words around it, as they were sent"),
    isKnown: z.boolean().describe("The other person had said the value before, or the bot remembers it about them too: perhaps no leak"),
  }),
  "ownerId",
  "toUserId",
);
export type Leak = z.infer<typeof leak>;

export const leakReport = z.object({
  leaks: z.array(leak),
  checkedValues: z.number().int().describe("Values that the first person's state holds now, or has held"),
  checkedActivities: z.number().int().describe("What the bot sent to others: activities of which another person is the recipient"),
  skippedValues: z
    .number()
    .int()
    .describe("Too short or too common to be told from chance: true, false, numbers below 1000, words under 3 letters"),
});
export type LeakReport = z.infer<typeof leakReport>;
