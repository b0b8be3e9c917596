import * as z from "zod";
import { changeSchema } from "./change";
import { erasedMark, erasedPlace } from "./erased";
import { accountId, alsoOfThose, ofNobody, ofThose, personal, placeOf, said } from "./masking/mask-marks";
import { scopeSchema } from "./scope";
import { stateWriter } from "./state";
import { handWriteKinds } from "./turn";

/** A place on a conversation's timeline: after a turn (or before it), or after a write by hand. */
export type StateMoment = { turn: number; before?: boolean } | { seq: number };

const restoreFields = z.strictObject({
  turn: z.number().int().min(0).optional().describe("The turn after which the state was as wanted; 0 is before the first"),
  seq: z.number().int().min(1).optional().describe("The state write after which it was as wanted, in place of a turn"),
  before: z.boolean().optional().describe("As it was before that turn instead"),
  scopes: z.array(scopeSchema).min(1).optional().describe("All four when left out"),
  userId: z.string().min(1).optional().describe("Whose state; the conversation's first person when left out"),
  eTags: z
    .partialRecord(scopeSchema, z.string().nullable())
    .optional()
    .describe(
      "The eTags that were read (null: nothing stored). A scope that changed since is answered 412; scopes left out are overwritten",
    ),
});
export const restoreRequest = restoreFields.refine(
  ({ turn, seq }) => (turn === undefined) !== (seq === undefined),
  "Invalid input: name a turn, or a state write by its seq",
);
export type RestoreRequest = z.infer<typeof restoreRequest>;

export const forkRequest = z.strictObject({
  turn: z.number().int().min(1).describe("The last turn that both conversations share"),
  user: z.enum(["shared", "copy"]).describe("`copy` gives every person of the fork a new id and a copy of their user state"),
});
export type ForkRequest = z.infer<typeof forkRequest>;

export const forkedConversation = z.object({
  conversationId: z.string(),
  user: ofThose(z.object({ id: accountId(z.string()), name: personal(z.string()) }), "id").describe(
    "Who the first person of the conversation is in the fork",
  ),
  url: z.string(),
});
export type ForkedConversation = z.infer<typeof forkedConversation>;

/** A conversation among those that share a beginning with it. */
const branch = z.object({
  conversationId: z.string(),
  forkedFromId: z.string().nullable(),
  forkedAtTurn: z.number().int().nullable(),
  createdAt: z.string(),
  turnCount: z.number().int(),
  lastSentence: ofNobody(said(z.string())).nullable().describe("What was said in its last turn"),
});
export type Branch = z.infer<typeof branch>;
export const branchList = z.object({ branches: z.array(branch).describe("The root first, then in the order of their making") });

const comparedTurn = z.object({
  sentence: said(z.string()),
  replies: z.array(said(z.string())).describe("The bot's messages in words"),
  outcome: z.string(),
});

export const comparison = z.object({
  turns: z.array(
    z.object({
      number: z.number().int(),
      left: comparedTurn.nullable(),
      right: comparedTurn.nullable(),
      isSame: z.boolean().describe("Same sentence, same replies, same outcome"),
    }),
  ),
  turnCount: z.number().int().describe("How many turns the longer one has"),
  turn: z.number().int().describe("The turn after which state is compared"),
  changes: z.array(changeSchema).describe("What turns the left state into the right one"),
  /** Of that nobody can tell whether it differed. */
  erased: z.object({ left: z.array(erasedPlace), right: z.array(erasedPlace) }),
});
export type Comparison = z.infer<typeof comparison>;

/** One value that a path has had, and where it came from. */
const provenanceEntry = alsoOfThose(
  z.object({
    seq: z.number().int().describe("The state write that set it"),
    at: z.string(),
    by: stateWriter,
    kind: z.enum([...handWriteKinds, "turn", "late"]),
    conversationId: z.string().nullable(),
    turn: z.number().int().nullable().describe("The turn that set it, or after which it was set by hand"),
    sentence: said(z.string()).nullable().describe("What that turn answered, in words"),
    person: z
      .object({ id: accountId(z.string()), name: personal(z.string()) })
      .nullable()
      .describe("Who said it"),
    dialog: z.string().nullable().describe("Dialog and step that ran in that turn, such as profile › age (step 2)"),
    value: z.unknown().optional().describe("Absent when removed or erased"),
    /** The value was erased since, or something in it. */
    erased: erasedMark.optional(),
  }),
  "person",
);
export type ProvenanceEntry = z.infer<typeof provenanceEntry>;

export const provenance = z.object({
  path: placeOf(z.string()),
  entries: z.array(provenanceEntry).describe("Newest first; the first is the value as it is now"),
  next: z
    .object({ before: z.number().int(), path: placeOf(z.string()) })
    .nullable()
    .describe("What to ask with for earlier values; null when these are all"),
});
export type Provenance = z.infer<typeof provenance>;

export const changesAt = z.object({
  turns: z.array(z.number().int()).describe("Turns that changed the place or anything below it"),
  writes: z.array(z.number().int()).describe("Writes by hand that did, by `seq`"),
});
export type ChangesAt = z.infer<typeof changesAt>;

const timelineMark = z.object({
  turn: z.number().int().describe("The first of the turns that the mark stands for"),
  changed: z.number().int().describe("How many of them changed state"),
  failed: z.number().int(),
  erased: z.number().int(),
  lost: z.number().int().describe("How many of them, or of the writes after them, went over values unseen"),
  byHand: z.number().int().describe("Writes by hand after them"),
});
export type TimelineMark = z.infer<typeof timelineMark>;

export const conversationTimeline = z.object({
  turnCount: z.number().int(),
  turnsPerMark: z.number().int(),
  marks: z.array(timelineMark).describe("In order; where nothing happened there is none"),
});
export type ConversationTimeline = z.infer<typeof conversationTimeline>;
