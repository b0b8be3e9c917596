import * as z from "zod";
import type { JsonValue } from "@/lib/model";

const json = z.custom<JsonValue>().describe("As it is stored");
const day = z.string().describe("ISO 8601, UTC");

const exportedItem = z.object({
  bot: z.string(),
  scope: z
    .string()
    .describe(
      "user: everywhere; private: you in one conversation; conversation: everybody in it; unclassified: what the bot named after you itself",
    ),
  conversation: z.string().nullable(),
  updatedAt: day,
  data: json.nullable().describe("What is remembered now; null when nothing is"),
  earlier: z
    .array(
      z.object({ at: day.nullable(), by: z.string(), property: z.string(), value: json.optional(), isRemoved: z.literal(true).optional() }),
    )
    .describe("What it was after each change, the oldest first"),
});
export type ExportedItem = z.infer<typeof exportedItem>;

const exportedSharedItem = z.object({
  bot: z.string(),
  scope: z.string(),
  conversation: z.string().nullable(),
  updatedAt: day,
  values: z.array(z.object({ path: z.string(), value: json })).describe("The values that are yours"),
  earlier: z.array(z.object({ at: day.nullable(), path: z.string(), value: json })),
  withheld: z.number().int().describe("How many values of others, or of nobody in particular, stand beside them"),
});
export type ExportedSharedItem = z.infer<typeof exportedSharedItem>;

const exportedFact = z.object({
  bot: z.string(),
  label: z.string().describe("What it is called; its path in words where nobody has named it"),
  path: z.string(),
  scope: z.string(),
  keptIn: z.string().describe("The state that holds it"),
  value: json,
  purpose: z.string().nullable(),
  category: z.string().nullable(),
  isSensitive: z.boolean(),
  origin: z.string().nullable().describe("said, observed or inferred"),
  audience: z.string().describe("Who can see it"),
  retention: z.string().describe("How long it is kept"),
  legalBasis: z.string().nullable(),
  since: day.nullable(),
  sentence: z.string().nullable().describe("What you said that it came from, if you did"),
});
export type ExportedFact = z.infer<typeof exportedFact>;

const exportedActivity = z.object({
  at: day,
  turn: z.number().int().nullable(),
  who: z.string().describe("you, the bot, or a number in place of somebody else"),
  text: z.string().optional(),
  activity: json.optional().describe("The whole message as it was sent"),
  isWithheld: z.literal(true).optional().describe("It is somebody else's (Art. 15(4) GDPR)"),
  isReleased: z.literal(true).optional(),
});
export type ExportedActivity = z.infer<typeof exportedActivity>;

const exportedConversation = z.object({
  id: z.string(),
  bot: z.string(),
  channel: z.string(),
  createdAt: day,
  lastActivityAt: day,
  joinedAt: day,
  participants: z.array(z.string()),
  activities: z.array(exportedActivity),
  turns: z
    .array(z.object({ number: z.number().int(), startedAt: day, outcome: z.string(), error: json.nullable(), record: json.optional() }))
    .describe("What your messages set off, as it was recorded"),
});
export type ExportedConversation = z.infer<typeof exportedConversation>;

const exportedAttachment = z.object({
  file: z.string().describe("Where it is in this archive"),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number().int(),
  at: day,
  conversation: z.string(),
  sentBy: z.enum(["you", "the bot"]),
});
export type ExportedAttachment = z.infer<typeof exportedAttachment>;

/** What else is held: each with a few words, a time and what there is to it. */
const exportedRecord = z.object({ kind: z.string(), at: day.nullable(), what: z.string(), data: json.optional() });
export type ExportedRecord = z.infer<typeof exportedRecord>;

const consultation = z.object({ at: day, role: z.string(), purpose: z.string(), what: z.string() });
export type Consultation = z.infer<typeof consultation>;

const head = z.object({
  format: z.literal("turnscope-person"),
  version: z.literal(1),
  kind: z.enum(["access", "portability"]),
  case: z.string(),
  madeAt: day,
  accounts: z
    .array(z.object({ channel: z.string(), id: z.string(), name: z.string(), bots: z.array(z.string()) }))
    .describe("The identities under which was searched"),
});

/** What `data.json` holds: everything that there is about one person (Art. 15(3)). */
const personData = head.extend({
  state: z.array(exportedItem),
  sharedState: z.array(exportedSharedItem),
  facts: z.array(exportedFact),
  conversations: z.array(exportedConversation),
  attachments: z.array(exportedAttachment),
  records: z.array(exportedRecord).describe("Notes, links between accounts, saved copies, sign-ins, requests and what was on the wire"),
  consultations: z.array(consultation).describe("When people of ours looked at what is held about you, as what, and what for"),
});
export type PersonData = z.infer<typeof personData>;

/** What a person provided, by telling or by use, for machines (Art. 20): nothing that was concluded, nothing of others. */
export const portableData = head.extend({
  state: z.array(exportedItem.omit({ earlier: true })),
  sharedState: z.array(exportedSharedItem.pick({ bot: true, scope: true, conversation: true, updatedAt: true, values: true })),
  messages: z.array(
    z.object({ conversation: z.string(), bot: z.string(), channel: z.string(), at: day, text: z.string(), activity: json.optional() }),
  ),
  attachments: z.array(exportedAttachment),
});
export type PortableData = z.infer<typeof portableData>;
