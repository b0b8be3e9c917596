import { db, encodeText, type Sql, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";
import { type ConversationSummary, HarnessError, notFound, type Persona } from "@/lib/model";
import { type ActivityRow, announceActivities, appendActivities, readLogEnd } from "@/lib/turns";
import { selectConversations } from "./conversation-row";

/** A row of the log before it has its place. */
export type UnplacedRow = Omit<ActivityRow, "position">;

/** What one append writes in one transaction, what follows once that is committed, and what its caller gets. */
export type Append<Result> = { rows: UnplacedRow[]; statements?: Sql[]; announce?: () => void; result: Result };

type Build<Result> = () => Promise<Append<Result>> | Append<Result>;
type Pending = { build: Build<unknown>; onFailure?: () => void; resolve: (result: unknown) => void; reject: (error: unknown) => void };

/**
 * A conversation in use. It numbers activities and turns, and writes them strictly in order, so that a reader who has seen
 * position n has seen everything before it. There is one per conversation in the process.
 */
export class ActiveConversation {
  lastTurn: number;
  /** What activities say that do not say it themselves. */
  locale: string | null = null;
  timeZone: string | null = null;
  /** People of whom the bot has been told, or is being told now. */
  readonly greeted = new Map<string, Promise<void>>();
  private nextPosition: number;
  private lastTimeMs: number;
  private pending: Pending[] = [];
  private isWriting = false;
  private isEndKnown = true;
  /** It was erased: whoever still holds it writes nothing more. */
  private isGone = false;

  constructor(
    readonly id: string,
    readonly botId: string,
    public channelId: string,
    /** Those who are there; who has left is not. */
    readonly members: Persona[],
    readonly isReadOnly: boolean,
    end: Awaited<ReturnType<typeof readLogEnd>>,
  ) {
    this.nextPosition = end.nextPosition;
    this.lastTurn = end.lastTurn;
    this.lastTimeMs = end.lastTimestamp === null ? 0 : Date.parse(end.lastTimestamp);
  }

  /** The position that the next activity will have: the log ends before it. */
  get logEnd(): number {
    return this.nextPosition;
  }

  /** Its rows were changed otherwise than through it: people went, and the log may end elsewhere. */
  reread(members: readonly Persona[]): void {
    this.members.splice(0, this.members.length, ...members);
    this.isEndKnown = false;
  }

  /** Nothing is appended from now on; what waits is refused. */
  end(): void {
    this.isGone = true;
    for (const { reject } of this.pending.splice(0)) reject(notFound("conversation_not_found"));
  }

  /** Strictly increasing, also when the clock is set back: Web Chat orders by it. */
  nextTimestamp(): string {
    this.lastTimeMs = Math.max(Date.now(), this.lastTimeMs + 1);
    return new Date(this.lastTimeMs).toISOString();
  }

  /**
   * Commits what `build` gives, after all earlier appends, and announces it; resolves then. What is asked for within one round of the
   * event loop, or while a transaction runs, goes together into one transaction. A failed append leaves no gap in the numbers;
   * `onFailure` is called before any later one is built.
   */
  append<Result>(build: Build<Result>, onFailure?: () => void): Promise<Result> {
    if (this.isGone) return Promise.reject(notFound("conversation_not_found"));
    return new Promise((resolve, reject) => {
      this.pending.push({ build, onFailure, resolve: resolve as Pending["resolve"], reject });
      if (!this.isWriting) setImmediate(() => this.writePending());
      this.isWriting = true;
    });
  }

  private async writePending(): Promise<void> {
    while (this.pending.length > 0) await this.writeBatch(this.pending.splice(0));
    this.isWriting = false;
  }

  private async writeBatch(batch: readonly Pending[]): Promise<void> {
    const { lastTurn } = this;
    try {
      const appends = await this.commit(batch);
      batch.forEach(({ resolve }, index) => void resolve(appends[index]?.result));
    } catch (error) {
      this.lastTurn = lastTurn;
      const [alone] = batch;
      if (batch.length === 1) {
        // It may have failed after it was committed (a connection that broke), so the numbers are read again.
        this.isEndKnown = false;
        alone?.onFailure?.();
        return alone?.reject(error);
      }
      // One append must not fail for another's reason.
      for (const one of batch) await this.writeBatch([one]);
    }
  }

  private async commit(batch: readonly Pending[]): Promise<Append<unknown>[]> {
    if (!this.isEndKnown) await this.readEnd();
    const appends: Append<unknown>[] = [];
    for (const { build } of batch) appends.push(await build());
    const rows = appends.flatMap((append) => append.rows).map((row, index) => ({ ...row, position: this.nextPosition + index }));
    const statements = [...appends.flatMap((append) => append.statements ?? []), ...appendActivities(this.id, rows)];
    if (statements.length > 0) await (await db()).transaction(statements);
    this.nextPosition += rows.length;
    announceActivities(this.id, rows);
    for (const { announce } of appends) announce?.();
    return appends;
  }

  private async readEnd(): Promise<void> {
    const { nextPosition, lastTurn } = await readLogEnd(this.id);
    Object.assign(this, { nextPosition, lastTurn, isEndKnown: true });
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
  const { botId, channelId, members, isReadOnly, locale, timeZone } = await requireConversation(conversationId);
  const present = members.filter(({ leftAt }) => leftAt === undefined);
  const active = new ActiveConversation(conversationId, botId, channelId, present, isReadOnly, await readLogEnd(conversationId));
  Object.assign(active, { locale, timeZone });
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

/** After somebody in it was erased: it goes on with those who are left. */
export async function rereadConversation(conversationId: string): Promise<void> {
  const active = activeConversations().byId.get(conversationId)?.deref();
  if (!active) return;
  const { members } = await requireConversation(conversationId);
  active.reread(members.filter(({ leftAt }) => leftAt === undefined));
}

/** After the conversation was erased: nothing is written to it any more by whoever still holds it. */
export function forgetConversation(conversationId: string): void {
  const { byId, recent } = activeConversations();
  const active = byId.get(conversationId)?.deref();
  byId.delete(conversationId);
  if (!active) return;
  recent.delete(active);
  active.end();
}

/** Throws `conversation_read_only` for one that was opened from a file: what it shows is what was there. */
export async function requireWritableConversation(conversationId: string): Promise<ActiveConversation> {
  const conversation = await requireActiveConversation(conversationId);
  if (!conversation.isReadOnly) return conversation;
  throw new HarnessError(
    "conversation_read_only",
    "This conversation was opened from a file: it can be looked at, not talked in or changed. Fork it to go on from one of its turns.",
  );
}

/** Known without asking the database where the conversation is in use. Throws `conversation_not_found`. */
export async function requireBotOf(conversationId: string): Promise<string> {
  return (await requireActiveConversation(conversationId)).botId;
}

/** Throws `conversation_not_found`. */
export async function requireConversation(conversationId: string): Promise<ConversationSummary> {
  const [conversation] = await selectConversations(sql`id = ${encodeText(conversationId)}`);
  if (conversation) return conversation;
  throw notFound("conversation_not_found");
}
