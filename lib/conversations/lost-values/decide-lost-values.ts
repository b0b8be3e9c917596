import { HarnessError, isHarnessError, type LostValue, type LostValueSide } from "@/lib/model";
import { announceLostValues, type Commit, gates, updateDecision, type WriteScopesResult } from "@/lib/state";
import { requireWritableConversation } from "../active-conversation";
import { scopeAddress, writeState } from "../write-state";
import { lostValueWrites } from "./lost-value-writes";

export type Decision = {
  /** Null takes the decision back. */
  keep: LostValueSide | null;
  by: string;
  /** The eTag that was read of the items; not looked at when left out. */
  eTag?: string | null;
  commit?: Commit;
};

/** `userId`: whose values they were; undefined where they are nobody's own. */
export type DecidedValues = WriteScopesResult & { userId: string | undefined };

type Deciding = { conversationId: string; read: () => Promise<LostValue[]>; decision: Decision };

/** Turns that run may write the item while the decision waits for them. */
const maxTries = 5;

/**
 * Decides what stands in the places of lost values of one person, all of them or none: the bot's value, or the one that was lost. Throws
 * `stale_etag` when the item is not what was read, and `lost_value_changed` when what was put back is no longer there to be taken back.
 */
export async function decideLostValues(deciding: Deciding): Promise<DecidedValues> {
  // One after another, so that what was decided and what is stored agree.
  const release = await gates().acquire(`lost values ${deciding.conversationId}`, "exclusive");
  try {
    const written = await tryToDecide(deciding, maxTries);
    announceLostValues(deciding.conversationId);
    return written;
  } finally {
    release();
  }
}

async function tryToDecide(deciding: Deciding, tries: number): Promise<DecidedValues> {
  try {
    return await decideOnce(deciding);
  } catch (error) {
    const isOvertaken = isHarnessError(error) && error.code === "stale_etag" && deciding.decision.eTag === undefined;
    if (!isOvertaken || tries === 1) throw error;
    return tryToDecide(deciding, tries - 1);
  }
}

async function decideOnce({ conversationId, read, decision }: Deciding): Promise<DecidedValues> {
  const conversation = await requireWritableConversation(conversationId);
  const lostValues = await read();
  const { keep, by, commit } = decision;
  const userId = userOf(lostValues);
  const writes = await lostValueWrites(await scopeAddress(conversation, userId), lostValues, decision);
  const ids = lostValues.map(({ id }) => id);
  const along = updateDecision(ids, keep === null ? null : { keep, by, at: new Date().toISOString() });
  const kind = keep === "overwritten" ? "restore" : "undo";
  return { ...(await writeState({ conversationId, userId, writes, kind, by, along, commit })), userId };
}

/** Undefined where they are nobody's own. */
function userOf(lostValues: readonly LostValue[]): string | undefined {
  const users = new Set(lostValues.flatMap(({ userId }) => userId ?? []));
  if (users.size <= 1) return [...users][0];
  throw new HarnessError("invalid_request", "These values are of several people. Decide about each by itself.");
}
