import * as z from "zod";
import { signedReceipt } from "./receipt";

/** What a rule is about. `records`: what the recorder saw in turns; `transcript`: what was said, with files and what went over the wire. */
const retentionStores = ["user", "private", "conversation", "dialog", "transcript", "records"] as const;
export type RetentionStore = (typeof retentionStores)[number];

/** What age is counted from. The end of a conversation is its last activity. */
const retentionBases = ["lastTurn", "createdAt", "conversationEnd"] as const;

const maxDays = 36_525;

const ruleShape = z.strictObject({
  id: z.string().regex(/^[\w-]{1,60}$/, "Letters, digits, - and _, 60 at most"),
  botId: z.string().min(1).max(200).nullable().describe("Null for every bot that is marked as production; a test bot only by its name"),
  store: z.enum(retentionStores),
  pattern: z.string().min(1).max(1000).nullable().default(null).describe("Only this path of the dictionary"),
  category: z.string().min(1).max(100).nullable().default(null).describe("Only paths of this category"),
  basis: z.enum(retentionBases),
  days: z.number().int().min(1).max(maxDays),
  action: z.enum(["delete", "pseudonymise"]).default("delete"),
  isOn: z.boolean().default(true),
});
export const retentionRule = ruleShape.superRefine(({ store, pattern, category, action, basis }, context) => {
  const isState = store !== "transcript" && store !== "records";
  const fail = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (!isState && (pattern !== null || category !== null)) fail("store", "Only state has paths and categories");
  if (!isState && action === "pseudonymise") fail("action", "Only state is pseudonymised; what was said is deleted");
  if (store === "transcript" && basis === "createdAt") fail("basis", "A conversation is kept by its last activity, not by its first");
});
export type RetentionRule = z.infer<typeof retentionRule>;

/** privacy.md §9: for production bots, until somebody says otherwise. */
export const defaultRetention: readonly RetentionRule[] = (
  [
    ["dialogs", "dialog", "conversationEnd", 1],
    ["private-state", "private", "lastTurn", 30],
    ["conversation-state", "conversation", "lastTurn", 90],
    ["user-state", "user", "lastTurn", 365],
    ["transcripts", "transcript", "lastTurn", 30],
    ["records-of-turns", "records", "createdAt", 7],
  ] as const
).map(([id, store, basis, days]) => ({ id, botId: null, store, pattern: null, category: null, basis, days, action: "delete", isOn: true }));

export const putRetentionRequest = z.strictObject({
  rules: z
    .array(retentionRule)
    .max(200)
    .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, "Each rule has an id of its own"),
  reason: z.string().trim().min(1).max(1000),
  version: z.number().int().min(0).optional(),
});
export type PutRetentionRequest = z.infer<typeof putRetentionRequest>;

/** A rule as it is in force: of the policy, or of a path whose description names days. */
const shownRule = ruleShape.extend({ origin: z.enum(["policy", "dictionary"]), label: z.string().nullable() });
export type ShownRule = z.infer<typeof shownRule>;

const sweep = z.object({
  number: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  state: z.enum(["running", "complete", "failed"]),
  by: z.string(),
  counts: z.record(z.string(), z.number().int()),
});
export type RetentionSweep = z.infer<typeof sweep>;
export const retentionSweep = sweep;

export const retention = z.object({
  version: z.number().int().describe("0 while the defaults count"),
  rules: z.array(shownRule),
  waiting: z
    .object({ version: z.number().int(), rules: z.array(ruleShape), effectiveFrom: z.string().nullable(), by: z.string() })
    .nullable()
    .describe("A change that shortens something: in force a day after a second person approved it; null while none waits"),
  lastSweep: sweep.nullable(),
  nextSweepAt: z.string(),
  isMissed: z.boolean().describe("The last sweep is more than 36 hours ago, and there is something to sweep"),
});
export type Retention = z.infer<typeof retention>;

export const retentionPreview = z.object({
  at: z.string(),
  rules: z.array(
    z.object({
      id: z.string(),
      store: z.enum(retentionStores),
      values: z.number().int().describe("Remembered values, activities or records that would go"),
      items: z.number().int().describe("In how many store items or conversations"),
      excepted: z.number().int().describe("Items or conversations that a hold or a restriction keeps"),
    }),
  ),
  total: z.number().int(),
});
export type RetentionPreview = z.infer<typeof retentionPreview>;

/** What a receipt says is of no further shape: it is checked by its signature. */
export const sweepReceipt = signedReceipt.extend({ receipt: z.record(z.string(), z.unknown()) });
