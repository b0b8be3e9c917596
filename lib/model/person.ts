import * as z from "zod";
import { leafTypes } from "./leaf";
import { said } from "./masking/mask-marks";
import { stateWriter } from "./state";
import { handWriteKinds } from "./turn";

const personSorts = ["last-seen", "name", "facts", "size", "oldest-fact"] as const;
export type PersonSort = (typeof personSorts)[number];

const identity = z.object({
  identityId: z.string(),
  channelId: z.string(),
  userId: z.string().describe("The id on that channel; ••••• when masked"),
  name: z.string().describe("••••• when masked"),
  bots: z.array(z.string()).describe("The bots that know this identity"),
});
export type PersonIdentity = z.infer<typeof identity>;

const foundBy = z.object({
  kind: z.enum(["name", "id", "value"]),
  where: z.string().nullable().describe("What the fact is called, or its path; null for a name or an id"),
  value: z.string().nullable().describe("The name, id or value in which it was found; null when masked"),
});
export type FoundBy = z.infer<typeof foundBy>;

const personSummary = z.object({
  personId: z.string().describe("Another than was asked for, if that one was linked to this person"),
  name: z.string().describe("••••• when masked"),
  isMasked: z.boolean().describe("Somebody whom a production bot knows, and who was not unmasked"),
  identities: z.array(identity),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  conversations: z.number().int(),
  facts: z.number().int(),
  bytes: z.number().int().describe("The size of all values; rounded up to whole KiB when masked"),
  oldestFactAt: z.string().nullable(),
  openNotes: z.number().int().describe("What reviewers asked about facts and nobody has resolved"),
  openRequests: z.number().int().describe("What the person asked for under data protection law and has not been answered"),
  found: foundBy.nullable().describe("By what a search found this person"),
});
export type PersonSummary = z.infer<typeof personSummary>;

export const personPage = z.object({
  people: z.array(personSummary),
  cursor: z.string().nullable().describe("Give it back as `cursor` for the next page; null on the last"),
  total: z
    .number()
    .int()
    .nullable()
    .describe("How many there are; null where that is not counted: behind filters, searches and first pages"),
  channels: z.array(z.string()).nullable().describe("On which channels there are people at all; null but on first pages"),
  search: z
    .object({
      match: z.enum(["part", "exact"]).describe("How it was looked for: fewer than three characters are looked for as a whole"),
      isCapped: z.boolean().describe("More people than these were found: say more"),
    })
    .nullable(),
});
export type PersonPage = z.infer<typeof personPage>;

export const maxQueryLength = 200;

/** How people are asked for. The search text is personal data: it travels in bodies, so that it stays out of logs. */
export const peopleRequest = z.strictObject({
  query: z
    .string()
    .trim()
    .max(maxQueryLength)
    .optional()
    .describe(
      "Part of a name, an id or any remembered value; of people whose values are masked a whole name, id, e-mail address or telephone number",
    ),
  match: z.enum(["part", "exact"]).default("part").describe("`exact`: the whole name, id or value, whatever its case"),
  sort: z.enum(personSorts).default("last-seen").describe("Of `oldest-fact`, people of whom nothing is remembered come last"),
  order: z.enum(["asc", "desc"]).optional().describe("Names from A to Z and oldest facts first, else from the most to the least"),
  botId: z.string().min(1).optional().describe("Only whom this bot knows"),
  channelId: z.string().min(1).optional().describe("Only who has an identity on this channel"),
  seenSince: z.iso.datetime().optional().describe("Only who was seen at or after this time"),
  cursor: z.string().min(1).optional().describe("From the page before"),
});
export type PeopleRequest = z.infer<typeof peopleRequest>;

const otherPerson = z.object({ personId: z.string().nullable(), name: z.string().describe("••••• when masked") });
export type OtherPerson = z.infer<typeof otherPerson>;

const personConversation = z.object({
  conversationId: z.string(),
  botId: z.string(),
  channelId: z.string(),
  lastActivityAt: z.string(),
  turnCount: z.number().int(),
  facts: z.number().int().describe("How many facts about this person are kept in state of this conversation"),
  shared: z.number().int().describe("How many of them everybody in it can see"),
  others: z.array(otherPerson).describe("Who else is or was there"),
});
export type PersonConversation = z.infer<typeof personConversation>;

/** What makes somebody believe that two identities are one person. */
export const linkEvidence = ["same-id", "same-email", "same-phone", "they-said", "signed-in", "other"] as const;
export type LinkEvidence = (typeof linkEvidence)[number];

const identityLink = z.object({
  identityId: z.string(),
  personId: z.string().describe("The person it was linked to"),
  evidence: z.enum(linkEvidence),
  note: z.string().describe("••••• when masked"),
  linkedBy: z.string(),
  linkedAt: z.string(),
  unlinkedBy: z.string().nullable(),
  unlinkedAt: z.string().nullable(),
});
export type IdentityLink = z.infer<typeof identityLink>;

export const personDetail = personSummary.extend({
  shared: z.number().int().describe("Facts in conversation state, which everybody in the conversation can see"),
  private: z.number().int().describe("Facts in user and private state"),
  inDialogs: z.number().int().describe("Facts among these that dialogs under way hold"),
  sharedInDialogs: z.number().int().describe("Facts of dialogs that everybody in the conversation can see"),
  conversationList: z.array(personConversation).describe("The 100 most recent, the newest first"),
  links: z.array(identityLink).describe("Which identities were linked, also those that were taken away again"),
});
export type PersonDetail = z.infer<typeof personDetail>;

const transcriptLine = z.object({
  position: z.number().int().describe("Its place in the conversation's log"),
  turn: z.number().int().nullable(),
  at: z.string(),
  by: z.enum(["person", "bot", "other"]),
  speaker: otherPerson.nullable().describe("Who said it, if it was a person"),
  words: said(z.string()).describe("What was said, or in words what was done; ••••• when masked"),
  isSaid: z.boolean().describe("These are the speaker's own words"),
});
export type TranscriptLine = z.infer<typeof transcriptLine>;

export const personTranscript = z.object({
  lines: z.array(transcriptLine).describe("Oldest first; what nobody in the chat sees, such as traces, is left out"),
  before: z.number().int().nullable().describe("Give it back as `before` for the lines before these; null at the beginning"),
});
export type PersonTranscript = z.infer<typeof personTranscript>;

/** How a value came to be what it is. */
const factSource = z.object({
  seq: z.number().int().describe("The state write that set it"),
  at: z.string(),
  kind: z.enum([...handWriteKinds, "turn", "late"]),
  by: stateWriter,
  conversationId: z.string().nullable(),
  turn: z.number().int().nullable().describe("The turn that set it, or after which it was set by hand"),
  sentence: said(z.string()).nullable().describe("What that turn answered; ••••• when masked"),
  isSaid: z.boolean().describe("The value stands in that sentence"),
  speaker: otherPerson.nullable().describe("Who said it"),
});
export type FactSource = z.infer<typeof factSource>;

const personFact = z.object({
  factId: z.number().int(),
  botId: z.string(),
  identityId: z.string().describe("Which of the person's identities it was told by or is kept for"),
  scope: z.enum(["user", "conversation", "private", "dialog", "unclassified"]),
  keptIn: z.enum(["user", "conversation", "private", "unclassified"]).describe("The state that holds it; a dialog is part of another"),
  conversationId: z.string().nullable().describe("The conversation that the state belongs to"),
  path: z.string().describe("Where it is in the stored item; its path in the dictionary when masked"),
  pathId: z.string(),
  pattern: z.string().describe("Its path in the dictionary"),
  label: z.string().nullable(),
  purpose: z.string().nullable(),
  category: z.string().nullable(),
  isSensitive: z.boolean().nullable(),
  origin: z.string().nullable().describe("said, observed or inferred"),
  audience: z.string().nullable().describe("Who can see it, in the words of the dictionary"),
  retentionDays: z.number().int().nullable(),
  legalBasis: z.string().nullable(),
  type: z.enum(leafTypes),
  value: z.unknown().describe("The value; of a text its first 1,000 characters. `{ $masked: type }` when masked"),
  isMasked: z.boolean(),
  isCut: z.boolean().describe("The text goes on"),
  source: factSource.nullable().describe("Null when it is not recorded what set it"),
  sharedWith: z.array(otherPerson).describe("Who else can see it, because it is kept in a conversation of theirs"),
  keptUntil: z.string().nullable().describe("By the dictionary's retention, from the last time this bot saw the person"),
  openNotes: z.number().int(),
});
export type PersonFact = z.infer<typeof personFact>;

export const personFactPage = z.object({
  facts: z.array(personFact).describe("The last written first"),
  cursor: z.string().nullable(),
});
export type PersonFactPage = z.infer<typeof personFactPage>;

export const factHistory = z.object({
  values: z
    .array(factSource.extend({ value: z.unknown().optional().describe("Absent where the value was removed") }))
    .describe("The newest first"),
  isComplete: z.boolean().describe("These are all that were recorded; else the 100 newest"),
});
export type FactHistory = z.infer<typeof factHistory>;

export const linkIdentityRequest = z.strictObject({
  identityId: z.string().min(1).max(100),
  evidence: z.enum(linkEvidence),
  note: z.string().trim().max(1000).default(""),
});
export type LinkIdentityRequest = z.infer<typeof linkIdentityRequest>;

/** `statement`: what a person wants to be said beside a value that has to stay (GDPR Art. 16). */
export const noteKinds = ["wrong", "ask-again", "why", "note", "statement"] as const;
/** `corrected`: why a value is another one now; written with the correction. */
export const factNoteKinds = [...noteKinds, "corrected"] as const;
export type NoteKind = (typeof noteKinds)[number];
export type FactNoteKind = (typeof factNoteKinds)[number];

export const factNote = z.object({
  noteId: z.string(),
  factId: z.number().int().nullable().describe("Null when the fact is no longer remembered"),
  botId: z.string(),
  label: z.string().nullable(),
  pattern: z.string(),
  kind: z.enum(factNoteKinds),
  text: z.string().describe("••••• when masked"),
  assignedTo: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.string().nullable(),
});
export type FactNote = z.infer<typeof factNote>;
export const factNoteList = z.object({ notes: z.array(factNote).describe("Open ones first, the newest first") });

const assignee = z.string().trim().min(1).max(200).nullable();

export const newFactNote = z.strictObject({
  factId: z.number().int().min(1),
  kind: z.enum(noteKinds),
  text: z.string().trim().max(2000).default(""),
  assignedTo: assignee.default(null),
});
export type NewFactNote = z.infer<typeof newFactNote>;

export const changeFactNote = z.strictObject({ isResolved: z.boolean().optional(), assignedTo: assignee.optional() });
export type ChangeFactNote = z.infer<typeof changeFactNote>;
