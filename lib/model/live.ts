import * as z from "zod";
import type { Activity } from "./activity";
import { changeSchema, type StateChange } from "./change";
import { type ConversationSummary, conversationSummary } from "./conversation";
import { accountId, anActivity, open } from "./masking/mask-marks";
import { type Problem, problem } from "./problem";
import { type AllScopes, allScopes } from "./state";
import { type HandWrite, handWrite, type TurnSummary, turnSummary } from "./turn";

/**
 * The page's one WebSocket, `/api/live`: JSON text frames, tagged by `type`.
 * A page watches one conversation as one person at a time; after a break it says how far it had come.
 */
export const liveRequest = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("watch"),
    conversationId: z.string(),
    userId: z.string(),
    watermark: z
      .number()
      .int()
      .min(0)
      .nullable()
      .describe("Position after the last activity the page holds; null sends only the newest window"),
  }),
  z.object({ type: z.literal("unwatch") }),
  z.object({ type: z.literal("post"), requestId: z.string(), conversationId: z.string(), activity: z.unknown() }),
  z.object({ type: z.literal("ping") }),
]);
export type LiveRequest = z.infer<typeof liveRequest>;

/** An activity with its place in the conversation's log and the turn it belongs to. */
export type LoggedActivity = { position: number; turn: number | null; activity: Activity };

/** What a page is told of an erasure; `before`: the epochs of which pages knew until then. */
export type ToldErasure = { before: string[]; conversationIds: string[]; personIds: string[] };

/** How far erasures have come: any of these epochs means that a page has missed none, and the last is the newest. Of the latest it is told whose. */
export type ErasuresTold = { erasureEpochs: string[]; recentErasures: ToldErasure[] };

export type LiveEvent =
  /** An epoch is another one after each erasure: a page that was told another before has missed one. */
  | ({ type: "hello"; serverId: string } & ErasuresTold)
  /** Answer to watch: the newest activities, or all since the given watermark. `firstPosition` is that of the first one sent. */
  | {
      type: "watching";
      userId: string;
      conversation: ConversationSummary;
      activities: LoggedActivity[];
      watermark: number;
      /** True when more than a window has passed since the watermark: the page drops what it holds and starts from these. */
      isReset: boolean;
      state: AllScopes;
      turns: TurnSummary[];
      writes: HandWrite[];
      openClashes: number;
    }
  | { type: "activities"; conversationId: string; activities: LoggedActivity[]; watermark: number }
  | { type: "turn"; conversationId: string; turn: TurnSummary }
  /** After each commit that touched what this page watches: the scopes it does not hold yet. `turn` is null for a hand-made write. */
  | {
      type: "state";
      conversationId: string;
      userId: string;
      turn: number | null;
      state: Partial<AllScopes>;
      changes: StateChange[];
      write: HandWrite | null;
    }
  /** Values were lost, or somebody decided about some: what is known of them is to be read again. */
  | { type: "lost-values"; conversationId: string; openClashes: number }
  /** Something was said on the wire about this conversation: its protocol log is to be read again. */
  | { type: "protocol-log"; conversationId: string }
  | { type: "conversations" }
  /**
   * Which values the page may see has changed: all that it holds is to be read again. Where only others see more or less (`isElsewhere`), that is
   * known, and what somebody types here stays. Whose sight it is (`callerId`) is told to nobody. `isOfOtherBot`: of none whose conversation this page
   * watches, so that what it shows may stay, and what it has read besides may not.
   */
  | { type: "masking"; callerId?: string | null; isElsewhere?: true; isOfOtherBot?: true }
  /** Somebody was erased: the page drops all that it holds, and does not show these conversations as they were. */
  | { type: "person-erased"; conversationIds: string[]; personIds: string[]; erasureEpoch: string }
  | { type: "posted"; requestId: string; activityId: string }
  | { type: "refused"; requestId: string | null; problem: Problem }
  | { type: "pong" }
  | { type: "closing"; reason: string };

const logged = z.object({ position: z.number(), turn: z.number().nullable(), activity: anActivity(z.unknown()) });
const conversationId = z.string();

/** Where people's values are in what the socket sends, for masking. */
export const liveEventSchemas = {
  hello: z.object({
    type: z.string(),
    serverId: z.string(),
    erasureEpochs: z.array(z.string()),
    recentErasures: z.array(
      z.object({
        before: z.array(z.string()),
        conversationIds: z.array(z.string()),
        personIds: z.array(z.string()),
      }),
    ),
  }),
  watching: z.object({
    type: z.string(),
    userId: accountId(z.string()),
    conversation: conversationSummary,
    activities: z.array(logged),
    watermark: z.number(),
    isReset: z.boolean(),
    state: allScopes,
    turns: z.array(turnSummary),
    writes: z.array(handWrite),
    openClashes: z.number(),
  }),
  activities: z.object({ type: z.string(), conversationId, activities: z.array(logged), watermark: z.number() }),
  turn: z.object({ type: z.string(), conversationId, turn: turnSummary }),
  state: z.object({
    type: z.string(),
    conversationId,
    userId: accountId(z.string()),
    turn: z.number().nullable(),
    state: allScopes.partial(),
    changes: z.array(changeSchema),
    write: handWrite.nullable(),
  }),
  "lost-values": z.object({ type: z.string(), conversationId, openClashes: z.number() }),
  "protocol-log": z.object({ type: z.string(), conversationId }),
  conversations: z.object({ type: z.string() }),
  masking: z.object({ type: z.string() }),
  "person-erased": z.object({
    type: z.string(),
    conversationIds: z.array(conversationId),
    personIds: z.array(z.string()),
    erasureEpoch: z.string(),
  }),
  posted: z.object({ type: z.string(), requestId: z.string(), activityId: z.string() }),
  refused: z.object({ type: z.string(), requestId: z.string().nullable(), problem: open(problem) }),
  pong: z.object({ type: z.string() }),
  closing: z.object({ type: z.string(), reason: z.string() }),
} as const satisfies Record<LiveEvent["type"], z.ZodType>;
