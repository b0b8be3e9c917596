import { db, type Sql } from "@/lib/db";
import { bus } from "@/lib/live";
import {
  type AllScopes,
  countChanges,
  type HandWrite,
  HarnessError,
  type ItemScope,
  itemScopes,
  type JsonObject,
  newETag,
  type Scope,
  type StateChange,
  scopeLabels,
} from "@/lib/model";
import { erasedWords, erasuresSoFar, requireUsable } from "@/lib/standing";
import { erasedIn } from "./barred-items";
import { byItemId, type ItemWrite, itemStatements, toTouchedItem } from "./commit-items";
import { orderByScope } from "./diff-item";
import { conversationGate, gates, itemGate, type Release, userGate } from "./gates";
import { insertStateWrite } from "./insert-state-write";
import { ownerOf } from "./item-owner";
import { placeNewDialog } from "./place-dialog";
import { prepareItem } from "./prepare-item";
import { toAllScopes } from "./read-scopes";
import { replaceScopes } from "./replace-scopes";
import { findScopeItems, type ScopeAddress, type ScopeItems, scopeItemIds } from "./scope-items";
import { nextWriteSeq } from "./write-sequence";

/** One scope as it shall be. `data` null removes it; `ifMatch` is the eTag that was read, "*" for any, null for "nothing stored". */
export type ScopeWrite = { scope: Scope; data: JsonObject | null; ifMatch: string | null };

/** Runs statements in one transaction, with whatever else belongs into it: that they are on record. */
export type Commit = (statements: readonly Sql[]) => Promise<unknown>;

export type WriteScopesInput = {
  address: ScopeAddress;
  writes: readonly ScopeWrite[];
  kind: HandWrite["kind"];
  by: string;
  /** The conversation's last turn, asked once the gates are open. */
  lastTurn: () => number;
  /** Committed with the writes, also when these change nothing. */
  along?: readonly Sql[];
  /** Nothing is written when it fails. A plain transaction when left out. */
  commit?: Commit;
};

export type WriteScopesResult = { state: AllScopes; changes: StateChange[]; removed: { scope: Scope; data: JsonObject }[] };

/**
 * Writes scopes by hand, in one transaction. Waits for running turns that could overwrite them, so that no edit is lost.
 * Throws `stale_etag` with the current scopes when any condition does not hold, `person_erased` where it names somebody who was, and what `requireUsable` does; then nothing is written.
 */
export async function writeScopes(input: WriteScopesInput): Promise<WriteScopesResult> {
  await requireUsable([input.address]);
  const release = await takeScopeGates(input);
  try {
    // Somebody may have been erased while this waited.
    await requireUsable([input.address]);
    const found = await findScopeItems(input.address);
    const before = toAllScopes(found);
    checkConditions(input.writes, before);
    const isNewDialog = found.dialogProperty === null && input.writes.some(({ scope, data }) => scope === "dialog" && data !== null);
    const writes = toItemWrites(input, isNewDialog ? { ...found, ...(await placeNewDialog(found)) } : found);
    await requireNobodyErased(writes);
    if (writes.length > 0) await commitByHand(input, writes);
    else if (input.along) await commitAs(input, input.along);
    const removed = input.writes.flatMap(({ scope, data }) =>
      data === null && before[scope].data !== null ? [{ scope, data: before[scope].data as JsonObject }] : [],
    );
    return {
      state: toAllScopes(await findScopeItems(input.address)),
      changes: orderByScope(writes.flatMap((write) => toTouchedItem(write).changes)),
      removed,
    };
  } finally {
    release();
  }
}

async function takeScopeGates({ address, writes }: WriteScopesInput): Promise<Release> {
  const touchesConversation = writes.some(({ scope }) => scope !== "user");
  const touchesUser = writes.some(({ scope }) => scope === "user");
  const { botId, channelId, conversationId, userId } = address;
  return gates().acquireAll([
    ...(touchesConversation ? [conversationGate(conversationId)] : []),
    ...(touchesUser ? [userGate(botId, channelId, userId)] : []),
    ...scopeItemIds(address).map(itemGate),
  ]);
}

function checkConditions(writes: readonly ScopeWrite[], current: AllScopes): void {
  const stale = writes.filter(({ scope, ifMatch }) => ifMatch !== "*" && ifMatch !== current[scope].eTag);
  if (stale.length === 0) return;
  const names = stale.map(({ scope }) => scopeLabels[scope].toLowerCase()).join(", ");
  throw new HarnessError("stale_etag", `The ${names} changed since it was read. Compare with the current value and decide which to keep.`, {
    details: { current: Object.fromEntries(stale.map(({ scope }) => [scope, current[scope]])) },
  });
}

function toItemWrites({ address, writes }: WriteScopesInput, found: ScopeItems): ItemWrite[] {
  const wanted = replaceScopes(found, writes);
  const changed = itemScopes.flatMap((scope: ItemScope) => {
    const data = wanted[scope];
    if (data === undefined) return [];
    const { key, id, item: before } = found.items[scope];
    const text = data === null ? null : prepareItem(key, data).text;
    if (text === (before?.text ?? null)) return [];
    return [{ id, botId: address.botId, key, owner: ownerOf(key, address), before, text, eTag: text === null ? null : newETag() }];
  });
  return changed.sort(byItemId);
}

async function requireNobodyErased(writes: readonly ItemWrite[]): Promise<void> {
  const isErased = await erasedWords(erasuresSoFar());
  if (!isErased) return;
  const channelOf = ({ owner }: ItemWrite) => (owner.style === "unclassified" ? null : owner.channelId);
  if (writes.every((write) => erasedIn(write, channelOf(write), isErased).size === 0)) return;
  throw new HarnessError(
    "person_erased",
    "A key or an id in this is that of a person who was erased. Take out what is theirs, and save again. Nothing was written.",
  );
}

async function commitByHand(input: WriteScopesInput, writes: readonly ItemWrite[]): Promise<void> {
  const touched = writes.map(toTouchedItem);
  const note = await describeHandWrite(
    input,
    touched.flatMap((item) => item.changes),
  );
  const writer = { kind: "tester", name: input.by } as const;
  const statements = itemStatements(writes, { seq: note.seq, at: note.at, writer, person: null, members: [input.address.userId] });
  await commitAs(input, [...statements, insertStateWrite(input.address, note), ...(input.along ?? [])]);
  bus().publish({ type: "state", conversationId: input.address.conversationId, turn: null, write: note, touched });
}

async function commitAs({ commit }: WriteScopesInput, statements: readonly Sql[]): Promise<void> {
  await (commit ? commit(statements) : (await db()).transaction(statements));
}

async function describeHandWrite(input: WriteScopesInput, changes: readonly StateChange[]): Promise<HandWrite> {
  return {
    seq: await nextWriteSeq(),
    kind: input.kind,
    at: new Date().toISOString(),
    by: input.by,
    afterTurn: input.lastTurn(),
    counts: countChanges(changes),
  };
}
