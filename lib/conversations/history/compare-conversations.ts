import {
  type AllScopes,
  type Comparison,
  describeActivity,
  diffScopes,
  isEqualJson,
  type JsonValue,
  type Scope,
  scopes,
} from "@/lib/model";
import { readActivitiesOfTurns, readTurnsBefore } from "@/lib/turns";
import { requireConversation } from "../active-conversation";
import { readStateAt } from "./state-at";

export type CompareRequest = { with: string; turn?: number; userId?: string; withUserId?: string; from?: number; limit?: number };

type ComparedTurn = NonNullable<Comparison["turns"][number]["left"]>;

const defaultLimit = 100;

/**
 * Two conversations side by side: what was said turn by turn, `limit` turns from turn `from` on (the last ones when left out), and how
 * their state differs after a turn (the last when left out).
 */
export async function compareConversations(conversationId: string, request: CompareRequest): Promise<Comparison> {
  const [left, right] = await Promise.all([requireConversation(conversationId), requireConversation(request.with)]);
  const turnCount = Math.max(left.turnCount, right.turnCount);
  const { limit = defaultLimit, from = Math.max(1, turnCount - limit + 1) } = request;
  const to = Math.min(from + limit - 1, turnCount);
  const [said, answered] = await Promise.all([left, right].map((one) => readComparedTurns(one.conversationId, from, to)));
  const numbers = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const turn = Math.min(request.turn ?? turnCount, turnCount);
  const turns = numbers.map((number) => compareTurn(number, said?.get(number), answered?.get(number)));
  return { turns, turnCount, turn, ...(await difference()) };

  async function difference(): Promise<Pick<Comparison, "changes" | "erased">> {
    const [before, after] = await Promise.all([
      readStateAt(left.conversationId, request.userId, { turn: Math.min(turn, left.turnCount) }),
      readStateAt(right.conversationId, request.withUserId, { turn: Math.min(turn, right.turnCount) }),
    ]);
    return { changes: diffScopes(toValues(before), toValues(after)), erased: { left: erasedIn(before), right: erasedIn(after) } };
  }
}

function compareTurn(number: number, left: ComparedTurn | undefined, right: ComparedTurn | undefined): Comparison["turns"][number] {
  const isSame = left !== undefined && right !== undefined && isEqualJson(left, right);
  return { number, left: left ?? null, right: right ?? null, isSame };
}

async function readComparedTurns(conversationId: string, from: number, to: number): Promise<Map<number, ComparedTurn>> {
  if (to < from) return new Map();
  const turns = (await readTurnsBefore(conversationId, to + 1, to - from + 1)).filter(({ number }) => number >= from);
  const logged = await readActivitiesOfTurns(conversationId, from, to);
  const compared = new Map<number, ComparedTurn>();
  for (const { number, sentence, outcome } of turns) compared.set(number, { sentence, outcome, replies: [] });
  const incoming = new Set(turns.map(({ activityId }) => activityId));
  for (const { turn, activity } of logged) {
    if (turn !== null && activity.type === "message" && !incoming.has(activity.id)) {
      compared.get(turn)?.replies.push(describeActivity(activity));
    }
  }
  return compared;
}

function erasedIn(state: AllScopes): Comparison["erased"]["left"] {
  return scopes.flatMap((scope) => state[scope].erased ?? []);
}

function toValues(state: AllScopes): Record<Scope, JsonValue | null> {
  const { user, conversation, private: privately, dialog } = state;
  return {
    user: user.data as JsonValue,
    conversation: conversation.data as JsonValue,
    private: privately.data as JsonValue,
    dialog: dialog.data as JsonValue,
  };
}
