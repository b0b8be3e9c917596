import * as z from "zod";
import { scopeSchema } from "./scope";

/** A value of one person's user, private or dialog state that was sent to another person of the conversation. */
export const leak = z.object({
  scope: scopeSchema,
  path: z.string().describe("JSON Pointer of the value in the first person's state"),
  ownerId: z.string(),
  toUserId: z.string(),
  turn: z.number().int().nullable().describe("The turn that sent it; null when no turn did"),
  activityId: z.string(),
  excerpt: z.string().describe("The words around it, as they were sent"),
});
export type Leak = z.infer<typeof leak>;

export const leakReport = z.object({
  leaks: z.array(leak),
  checkedValues: z.number().int(),
  checkedActivities: z.number().int(),
  skippedValues: z
    .number()
    .int()
    .describe("Too short or too common to be told from chance: true, false, numbers below 1000, words under 3 letters"),
});
export type LeakReport = z.infer<typeof leakReport>;

export const memberToAdd = z.strictObject({ id: z.string().min(1).max(500), name: z.string().min(1).max(500).optional() });
export const memberList = z.object({
  members: z.array(z.object({ id: z.string(), name: z.string(), joinedAt: z.string(), leftAt: z.string().nullable() })),
});
