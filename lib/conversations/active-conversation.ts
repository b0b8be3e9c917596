import { db, encodeText, type Sql, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";
import { type ConversationSummary, HarnessError, type Persona } from "@/lib/model";
import { type ActivityRow, announceActivities, insertActivities, readLogEnd } from "@/lib/turns";
import { selectConversations } from "./conversation-row";

/** What one append writes: its rows, and statements that belong in the same transaction. */
export type Append = { rows: ActivityRow[]; statements?: Sql[] };

/**
 * A conversation in use. It numbers activities and turns, and writes them strictly in order, so that a reader who has seen
 * position n has seen everything before it. There is one per conversation in the process.
 */
export class ActiveConversation {
  nextPosition: number;
  lastTurn: number;
  private lastTimeMs: number;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    readonly id: string,
    readonly botId: string,
    readonly channelId: string,
    readonly members: Persona[],
    end: Awaited<ReturnType<typeof readLogEnd>>,
  ) {
    this.nextPosition = end.nextPosition;
    this.lastTurn = end.lastTurn;
    this.lastTimeMs = end.lastTimestamp === null ? 0 : Date.parse(end.lastTimestamp);
  }

  /** Strictly increasing, also when the clock is set back: Web Chat orders by it. */
  nextTimestamp(): string {
    this.lastTimeMs = Math.max(Date.now(), this.lastTimeMs + 1);
    return new Date(this.lastTimeMs).toISOString();
  }

  /** Runs `build` and commits what it gives, after all earlier appends; a failed append leaves no gap. */
  append<T>(build: () => Promise<Append & { result: T }> | (Append & { result: T })): Promise<T> {
    const appended = this.tail.then(() => this.commit(build));
    this.tail = appended.catch(() => undefined);
    return appended;
  }

  private async commit<T>(build: () => Promise<Append & { result: T }> | (Append & { result: T })): Promise<T> {
    const before = { nextPosition: this.nextPosition, lastTurn: this.lastTurn };
    try {
      const { rows, statements = [], result } = await build();
      if (rows.length === 0) return result;
      await (await db()).transaction([insertActivities(this.id, rows), ...statements]);
      announceActivities(this.id, rows);
      return result;
    } catch (error) {
      Object.assign(this, before);
      throw error;
    }
  }
}

type ActiveConversations = {
  byId: Map<string, WeakRef<ActiveConversation>>;
  loading: Map<string, Promise<ActiveConversation>>;
  recent: Set<ActiveConversation>;
  forgotten: FinalizationRegistry<string>;
};

/** Kept in memory although nobody uses them right now. Those in use are held by their users. */
const recentLimit = 500;

function activeConversations(): ActiveConversations {
  return processSingleton("active-conversations", () => {
    const byId: ActiveConversations["byId"] = new Map();
    const forgotten = new FinalizationRegistry<string>((id) => {
      if (!byId.get(id)?.deref()) byId.delete(id);
    });
    return { byId, loading: new Map(), recent: new Set(), forgotten };
  });
}

/** The conversation, loaded once and shared. Throws `conversation_not_found`. */
export async function requireActiveConversation(conversationId: string): Promise<ActiveConversation> {
  const { byId, loading } = activeConversations();
  const active = byId.get(conversationId)?.deref();
  if (active) return keepRecent(active);
  const pending = loading.get(conversationId) ?? loadConversation(conversationId);
  loading.set(conversationId, pending);
  try {
    return keepRecent(await pending);
  } finally {
    loading.delete(conversationId);
  }
}

async function loadConversation(conversationId: string): Promise<ActiveConversation> {
  const { botId, channelId, members } = await requireConversation(conversationId);
  const active = new ActiveConversation(conversationId, botId, channelId, [...members], await readLogEnd(conversationId));
  const { byId, forgotten } = activeConversations();
  byId.set(conversationId, new WeakRef(active));
  forgotten.register(active, conversationId);
  return active;
}

function keepRecent(active: ActiveConversation): ActiveConversation {
  const { recent } = activeConversations();
  recent.delete(active);
  recent.add(active);
  for (const oldest of recent) {
    if (recent.size <= recentLimit) break;
    recent.delete(oldest);
  }
  return active;
}

/** Throws `conversation_not_found`. */
export async function requireConversation(conversationId: string): Promise<ConversationSummary> {
  const [conversation] = await selectConversations(sql`id = ${encodeText(conversationId)}`);
  if (conversation) return conversation;
  throw new HarnessError("conversation_not_found", "There is no conversation with this id. It may have been erased; start a new one.");
}
