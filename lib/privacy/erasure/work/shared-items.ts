import { db, decodeText, encodeText, inChunks, join, minPartLength, type Sql, sql, textMatches } from "@/lib/db";
import { type FactPlace, foldText, refileStatements } from "@/lib/facts";
import {
  anyKey,
  findDialogProperty,
  formatPointer,
  type ItemScope,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listErasedPlaces,
  looksLikeData,
  newETag,
  setOwn,
} from "@/lib/model";
import { hashOf, insertErasedPlaces, lastWriteSeq } from "@/lib/state";
import { heldItems } from "../reach/held-rows";
import { conversationsOf, identityIdsOf, isPartial, othersOf, userIdsOf } from "../reach/reach";
import { placeKey } from "../review/decisions";
import { cancelDialog } from "../words/cancel-dialog";
import { leavesOf, type Owners, ownersOf, type Parties, type Whose } from "../words/whose-leaf";
import { withoutPerson } from "../words/without-person";
import { decidedOwners } from "./decided-owners";
import { readHistory, type Version } from "./item-history";
import { nextRound } from "./next-round";
import { knownKey, namelessPattern, notePath, type Task } from "./task";

type SharedItem = {
  id: string;
  botId: string;
  scope: ItemScope | "unclassified";
  channelId: string | null;
  conversationId: string | null;
  userId: string | null;
  data: string | null;
  writer: string;
};
type Row = {
  id: string;
  bot_id: string;
  scope: string;
  channel_id: string | null;
  conversation_id: string | null;
  user_id: string | null;
  data: string | null;
  writer: string;
};

const columns = sql`SELECT id, bot_id, scope, channel_id, conversation_id, user_id, data, writer FROM store_item`;

/** Items of others, or of nobody, that may hold something of the person. */
export async function listSharedItems(task: Task, own: ReadonlySet<string>): Promise<SharedItem[]> {
  const found = new Map<string, SharedItem>();
  const { conversationIds, itemIds } = task.reach.held;
  const stays = new Set([...own, ...itemIds]);
  const note = async (where: Sql) => {
    for (const item of (await (await db()).query<Row>(sql`${columns} WHERE ${where}`)).map(toItem)) {
      if (!stays.has(item.id) && !conversationIds.includes(item.conversationId ?? "")) found.set(item.id, item);
    }
  };
  const shared = conversationsOf(task.reach, "shared");
  for (const botId of new Set(shared.map((one) => one.botId))) {
    for (const chunk of inChunks(shared.filter((one) => one.botId === botId).map(({ id }) => encodeText(id)))) {
      await note(sql`bot_id = ${encodeText(botId)} AND conversation_id IN (${join(chunk)})`);
    }
  }
  const decided = [...task.decisions.keys()].map((key) => (JSON.parse(key) as [string, string])[0]);
  for (const chunk of inChunks([...new Set([...(await itemsOfFacts(task)), ...decided])])) await note(sql`id IN (${join(chunk)})`);
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** What is held is not changed; it still tells whose something is in a fork's copy of it. */
async function listHeldItems({ reach }: Task): Promise<SharedItem[]> {
  if (!isPartial(reach)) return [];
  return (await (await db()).query<Row>(sql`${columns} WHERE user_id IS NULL AND id IN (${heldItems(reach)})`)).map(toItem);
}

/** Wherever a fact is put down to them, and wherever one says who they are. */
async function itemsOfFacts({ reach, needles }: Task): Promise<string[]> {
  const ids = new Set<string>();
  const note = async (statement: Sql) => {
    for (const { item_id } of await (await db()).query<{ item_id: string }>(statement)) ids.add(item_id);
  };
  for (const chunk of inChunks(identityIdsOf(reach))) {
    await note(sql`SELECT DISTINCT item_id FROM fact WHERE identity_id IN (${join(chunk)})`);
  }
  const { provider } = await db();
  for (const word of [...needles.identifiers, ...needles.values].map(foldText)) {
    if ([...word].length < minPartLength * 2) continue;
    await note(sql`SELECT DISTINCT fact.item_id FROM ${textMatches(provider, "fact", word.slice(0, 100))}`);
  }
  return [...ids];
}

function toItem(row: Row): SharedItem {
  const [channelId, conversationId, userId] = [row.channel_id, row.conversation_id, row.user_id].map((id) =>
    id === null ? null : decodeText(id),
  );
  const scope = row.scope as SharedItem["scope"];
  return {
    id: row.id,
    botId: decodeText(row.bot_id),
    scope,
    channelId: channelId ?? null,
    conversationId: conversationId ?? null,
    userId: userId ?? null,
    data: row.data,
    writer: row.writer,
  };
}

/** Takes the person out of items that others keep: out of what they hold now and out of every version. */
export async function eraseFromSharedItems(task: Task, items: readonly SharedItem[]): Promise<void> {
  const histories = [];
  for (const item of items) {
    await nextRound();
    const history = await readHistory(item.id, userIdsOf(task.reach));
    // What is one other person's is theirs, whoever wrote it: only what names the erased one goes.
    if (item.userId !== null) for (const version of [...history.values()].flat()) version.by = "other";
    histories.push({ item, history });
  }
  for (const item of await listHeldItems(task)) noteKnown(task, item, await readHistory(item.id, userIdsOf(task.reach)));
  for (const { item, history } of histories) noteKnown(task, item, history);
  for (const { item, history } of histories) {
    await nextRound();
    await eraseFromItem(task, item, history);
  }
  for (const key of task.decided) task.known.set(key, "own");
}

function partiesOf({ reach }: Task, { userId }: SharedItem): Parties {
  // A fork's copies name people as its source does.
  return { own: userIdsOf(reach), others: new Set(userId === null ? othersOf(reach) : [...othersOf(reach), userId]) };
}

function noteKnown(task: Task, item: SharedItem, history: ReadonlyMap<string, Version[]>): void {
  for (const [property, versions] of history) {
    ownersOf(versions, partiesOf(task, item), () => undefined).forEach((owners, index) => {
      for (const { path, pattern, text } of leavesOf(versions[index]?.value)) {
        noteWhose(task.known, knownKey(item.botId, formatPointer([property]) + pattern, text), owners.get(path) ?? "unknown");
      }
    });
  }
}

/** What two people wrote alike in the same place is nobody's by that. */
function noteWhose(known: Map<string, Whose>, key: string, whose: Whose): void {
  const was = known.get(key);
  if (whose !== "unknown") known.set(key, was === undefined || was === whose ? whose : "unknown");
}

type RewrittenVersion = Version & { rest: JsonValue | undefined; restHash: string | null };

/** What was written in turns tells of what a fork copied: all are looked at before any is changed. */
async function eraseFromItem(task: Task, item: SharedItem, history: ReadonlyMap<string, Version[]>): Promise<void> {
  const data = item.data === null ? null : (JSON.parse(item.data) as JsonObject);
  const rest: JsonObject = {};
  const moved = new Map<string, string>();
  const rewritten: (RewrittenVersion & { property: string })[] = [];
  for (const property of new Set([...Object.keys(data ?? {}), ...history.keys()])) {
    const versions = history.get(property) ?? [];
    const written = ownersOf(versions, partiesOf(task, item), (pattern, text) =>
      task.known.get(knownKey(item.botId, formatPointer([property]) + pattern, text)),
    );
    const owners = written.map((one, index) =>
      decidedOwners(task, { botId: item.botId, itemId: item.id, property, value: versions[index]?.value, owners: one }),
    );
    versions.forEach((version, index) => {
      noteUnattributed(task, item, { property, value: version.value, owners: owners[index] ?? new Map(), version });
    });
    rewritten.push(
      ...versions.flatMap((version, index) => rewriteVersion(task, { property, version, owners: owners[index] ?? new Map() })),
    );
    if (data === null || !Object.hasOwn(data, property)) continue;
    const newest = owners.at(-1) ?? new Map();
    keepProperty(task, item, { property, value: data[property] ?? null, owners: newest }, { rest, moved });
  }
  await addWork(task, item, { data, rest, moved, rewritten });
}

type PropertyNow = { property: string; value: JsonValue; owners: Owners };
type PropertyThen = { property: string; value: JsonValue | undefined; owners: Owners; version: Version };

function keepProperty(
  task: Task,
  item: SharedItem,
  now: PropertyNow,
  { rest, moved }: { rest: JsonObject; moved: Map<string, string> },
): void {
  const { property, value, owners } = now;
  const remainder = eraseFromValue(task, { property, value, owners });
  noteLeaves(task, item, now);
  if (remainder.value !== undefined) setOwn(rest, remainder.property, remainder.value);
  const [from, to] = [formatPointer([property]), formatPointer([remainder.property])];
  for (const [later, earlier] of remainder.moved) moved.set(to + later, from + earlier);
}

/** A property without the person; its dialog is cancelled when something in it is theirs. */
function eraseFromValue({ reach, redactor }: Task, { property, value, owners }: { property: string; value: JsonValue; owners: Owners }) {
  const ids = userIdsOf(reach);
  const name = redactor.redact(property);
  const nothing = { property: name, value: undefined, moved: new Map<string, string>() };
  if (ids.has(property)) return nothing;
  const isTheirs = [...owners.values()].includes("own");
  if (isTheirs && isDialog(property, value)) return { ...nothing, value: cancelDialog(value) };
  return { property: name, ...withoutPerson(value, { isOwn: (path) => owners.get(path) === "own", ids, redactor }) };
}

function isDialog(property: string, value: JsonValue): boolean {
  return isJsonObject(value) && findDialogProperty({ [property]: value }) !== null;
}

/** For the plan: which paths lose how much. */
function noteLeaves(task: Task, { botId, scope }: SharedItem, { property, value, owners }: PropertyNow): void {
  const place = isDialog(property, value) ? "dialog" : scope;
  for (const leaf of leavesOf(value)) {
    const whose = owners.get(leaf.path);
    if (whose !== "own") continue;
    notePath(task, botId, { scope: place, pattern: formatPointer([property]) + leaf.pattern });
    task.bytes += leaf.text.length;
  }
}

/** In earlier versions too: what is not there any more could still be gone back to. */
function noteUnattributed(task: Task, { id: itemId, botId }: SharedItem, { property, value, owners, version }: PropertyThen): void {
  for (const leaf of leavesOf(value)) {
    if (owners.get(leaf.path) !== "unknown" || leaf.text === "null") continue;
    const [path, pattern] = [formatPointer([property]) + leaf.path, formatPointer([property]) + leaf.pattern];
    const key = placeKey(itemId, path);
    if (!task.unattributed.has(key))
      task.unattributed.set(key, { botId, itemId, path, pattern: namelessPattern(task, pattern), reason: version.reason });
  }
}

function rewriteVersion(task: Task, { property, version, owners }: { property: string; version: Version; owners: Owners }) {
  if (version.value === undefined) return [];
  const { value: rest } = eraseFromValue(task, { property, value: version.value, owners });
  const text = rest === undefined ? null : JSON.stringify(rest);
  if (text === JSON.stringify(version.value) && task.redactor.redact(property) === property) return [];
  return [{ ...version, property, rest, restHash: text === null ? null : hashOf(text) }];
}

type ItemWork = {
  data: JsonObject | null;
  rest: JsonObject;
  moved: Map<string, string>;
  rewritten: (RewrittenVersion & { property: string })[];
};

async function addWork(task: Task, item: SharedItem, { data, rest, moved, rewritten }: ItemWork): Promise<void> {
  const statements: Sql[] = [];
  const text = data === null ? null : JSON.stringify(rest);
  const writer = task.redactor.redact(item.writer);
  if (writer !== item.writer) statements.push(sql`UPDATE store_item SET writer = ${writer} WHERE id = ${item.id}`);
  if (text !== item.data || writer !== item.writer) task.work.count("StoreItem", { rewritten: 1 });
  if (text !== null && text !== item.data) {
    statements.push(
      sql`UPDATE store_item SET data = ${text}, bytes = ${Buffer.byteLength(text)}, etag = ${newETag()} WHERE id = ${item.id}`,
    );
  }
  statements.push(...(await refile(task, item, { text, moved })));
  if (rewritten.length > 0) {
    statements.push(
      ...rewriteVersions(task, item, rewritten),
      ...insertErasedPlaces(erasedPlaces(task, item, rewritten), await erasing(task)),
    );
  }
  task.work.add(statements.length * 2, statements);
}

/** Facts of others stay whose they were, also where their place has moved. */
async function refile(
  task: Task,
  item: SharedItem,
  { text, moved }: { text: string | null; moved: ReadonlyMap<string, string> },
): Promise<Sql[]> {
  const own = new Set(identityIdsOf(task.reach));
  const rows = await (await db()).query<{ path: string; identity_id: string | null; write_seq: number }>(
    sql`SELECT path, identity_id, write_seq FROM fact WHERE item_id = ${item.id}`,
  );
  const places = new Map(
    rows.map((row): [string, FactPlace] => [decodeText(row.path), { identityId: row.identity_id, seq: row.write_seq }]),
  );
  const isTheirs = (path: string) => own.has(places.get(path)?.identityId ?? "");
  const placeOf = (path: string): FactPlace => {
    const { identityId = null, seq = 0 } = places.get(moved.get(path) ?? path) ?? {};
    return { identityId: own.has(identityId ?? "") ? null : identityId, seq };
  };
  const owner = item.userId !== null && item.channelId !== null ? { channelId: item.channelId, userId: item.userId } : null;
  const { scope, botId, id: itemId } = item;
  const isMoved = (path: string) => isTheirs(path) || (moved.get(path) ?? path) !== path;
  const members = reachedMembers(task, item);
  const statements = refileStatements(
    { itemId, botId, scope, owner, before: item.data, after: text },
    { at: task.at, members, placeOf, isMoved },
  );
  if (statements.length > 0) task.work.count("Fact", { deleted: Math.max(rows.length - moved.size, 0) });
  return statements;
}

function reachedMembers({ reach }: Task, { conversationId }: SharedItem): string[] {
  const others = reach.conversations.find(({ id }) => id === conversationId)?.others ?? [];
  return [...userIdsOf(reach), ...others];
}

function rewriteVersions(
  task: Task,
  { id, conversationId }: SharedItem,
  rewritten: readonly (RewrittenVersion & { property: string })[],
): Sql[] {
  task.work.count("PropertyVersion", { rewritten: rewritten.length });
  const values = new Map(
    rewritten.flatMap(({ rest, restHash }) => (rest === undefined || restHash === null ? [] : [[restHash, JSON.stringify(rest)] as const])),
  );
  const marks = [...new Set(rewritten.map(({ seq }) => seq))];
  return [
    ...inChunks([...values]).map(
      (
        some,
      ) => sql`INSERT INTO property_value (item_id, hash, json) VALUES ${join(some.map(([hash, text]) => sql`(${id}, ${hash}, ${text})`))}
        ON CONFLICT (item_id, hash) DO NOTHING`,
    ),
    ...rewritten.map(({ propertyId, property, seq, restHash }) => {
      const name = task.redactor.redact(property);
      return sql`UPDATE property_version SET hash = ${restHash}, property = ${encodeText(name)}, property_id = ${name === property ? propertyId : hashOf(encodeText(name))}
        WHERE item_id = ${id} AND property_id = ${propertyId} AND write_seq = ${seq}`;
    }),
    sql`DELETE FROM property_value WHERE item_id = ${id} AND NOT EXISTS (SELECT 1 FROM property_version version
      WHERE version.item_id = property_value.item_id AND version.hash = property_value.hash)`,
    ...(conversationId === null ? [] : inChunks(marks).map((some) => buryStates(task, conversationId, some))),
  ];
}

async function erasing({ at, number }: Task) {
  return { at, caseNumber: number, beforeSeq: (await lastWriteSeq()) + 1 };
}

/** Where each version lost something, without names that are data. Of a dialog all that was in progress goes. */
function erasedPlaces(task: Task, item: SharedItem, rewritten: readonly (RewrittenVersion & { property: string })[]) {
  const ids = userIdsOf(task.reach);
  const isData = (key: string) => ids.has(key) || task.redactor.has(key) || looksLikeData(key);
  const { id: itemId, channelId, conversationId, userId } = item;
  return rewritten.flatMap(({ property, propertyId, seq: writeSeq, value, rest }) => {
    const name = task.redactor.redact(property);
    const ofDialog = value !== undefined && isDialog(property, value);
    const owner = { itemId, scope: ofDialog ? ("dialog" as const) : item.scope, channelId, conversationId, userId };
    const version = { ...owner, propertyId: name === property ? propertyId : hashOf(encodeText(name)), writeSeq };
    const within = ofDialog ? [""] : listErasedPlaces(value, rest, isData);
    return within.map((path) => ({ ...version, path: formatPointer([isData(property) ? anyKey : property]) + path }));
  });
}

function buryStates({ at, number }: Task, conversationId: string, seqs: readonly number[]): Sql {
  const rows = seqs.map((seq) => sql`(${encodeText(conversationId)}, 'state', ${seq}, ${at}, ${number})`);
  return sql`INSERT INTO tombstone (conversation_id, kind, place, at, case_number) VALUES ${join(rows)}
    ON CONFLICT (conversation_id, kind, place) DO NOTHING`;
}
