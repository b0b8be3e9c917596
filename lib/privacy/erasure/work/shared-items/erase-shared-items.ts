import { formatPointer, type JsonObject } from "@/lib/model";
import { listItemsOfOthers } from "../../needles/ids-in-keys";
import { othersOf } from "../../reach/reach";
import { leavesOf, type Owners, ownersOf, type Parties, type Whose } from "../../words/whose-leaf";
import { decidedOwners } from "../decided-owners";
import { readHistory, type Version } from "../item-history";
import { type KnownAs, knownIn, wereIn } from "../known-as";
import { listUserIds } from "../list-user-ids";
import { nextRound } from "../next-round";
import type { StoredItem } from "../stored-items";
import { knownKey, type Task } from "../task";
import { listHeldItems } from "./list-shared-items";
import { eraseLostValues } from "./lost-values";
import { noteLeaves, noteUnattributed } from "./note-leaves";
import { rewriteItem } from "./rewrite-item";
import { keepProperty, type Rest, type RewrittenVersion, rewriteVersion } from "./without-theirs";

type History = ReadonlyMap<string, Version[]>;

/** Takes the person out of items that others keep: out of what they hold now and out of every version. */
export async function eraseFromSharedItems(task: Task, items: readonly StoredItem[]): Promise<void> {
  const ofOthers = await listItemsOfOthers(
    items.map(({ id }) => id),
    task.reach.accounts,
  );
  const histories = [];
  for (const item of items) {
    await nextRound();
    histories.push({ item, history: await readHistoryOf(task, { item, isOfOther: item.userId !== null || ofOthers.has(item.id) }) });
  }
  await noteKeys(task, histories);
  for (const item of await listHeldItems(task)) noteKnown(task, item, await readHistory(item.id, isOwn(task)));
  for (const { item, history } of histories) noteKnown(task, item, history);
  // What was written in turns tells of what a fork copied: all are looked at before any is changed.
  for (const { item, history } of histories) {
    await nextRound();
    await eraseFromItem(task, item, history);
  }
  for (const key of task.decided) task.known.set(key, "own");
  await eraseLostValues(task, items);
}

/** Keys that are somebody's id are no names of properties: what says where something went must not say who else was there. */
async function noteKeys({ idKeys }: Task, histories: readonly { history: History }[]): Promise<void> {
  const keys = new Set(histories.flatMap(({ history }) => [...history].flatMap(([property, versions]) => [property, ...keysOf(versions)])));
  for (const userId of await listUserIds([...keys])) idKeys.add(userId);
}

function keysOf(versions: readonly Version[]): string[] {
  return versions.flatMap(({ value }) => leavesOf(value)).flatMap(({ keys }) => keys);
}

/** What is one other person's, or of people whom they never met, is theirs, whoever wrote it: only what names the erased one goes. */
async function readHistoryOf({ reach }: Task, { item, isOfOther }: { item: StoredItem; isOfOther: boolean }): Promise<History> {
  const history = await readHistory(item.id, isOwn({ reach }));
  for (const version of [...history.values()].flat()) {
    if (isOfOther || (version.by === undefined && !wereIn(reach, item.conversationId))) version.by = "other";
  }
  return history;
}

/** Somebody else may be called alike on another channel. */
function isOwn({ reach: { accounts } }: Pick<Task, "reach">): Parameters<typeof readHistory>[1] {
  return (speaker) =>
    accounts.some(({ channelId, userId }) => userId === speaker.userId && (speaker.channelId === null || speaker.channelId === channelId));
}

function partiesOf({ reach }: Task, { userId }: StoredItem, { ids }: KnownAs): Parties {
  // A fork's copies name people as its source does.
  return { own: ids, others: new Set(userId === null ? othersOf(reach) : [...othersOf(reach), userId]) };
}

function noteKnown(task: Task, item: StoredItem, history: History): void {
  if (!wereIn(task.reach, item.conversationId)) return;
  const parties = partiesOf(task, item, knownIn(task, item.conversationId));
  for (const [property, versions] of history) {
    ownersOf(versions, parties, () => undefined).forEach((owners, index) => {
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

async function eraseFromItem(task: Task, item: StoredItem, history: History): Promise<void> {
  const known = knownIn(task, item.conversationId);
  const data = item.data === null ? null : (JSON.parse(item.data) as JsonObject);
  const rest: Rest = { data: {}, moved: new Map() };
  const rewritten: RewrittenVersion[] = [];
  for (const property of new Set([...Object.keys(data ?? {}), ...history.keys()])) {
    const versions = history.get(property) ?? [];
    const owners = ownersOfProperty(task, item, { property, versions, known });
    for (const [index, version] of versions.entries()) {
      const then = { property, value: version.value, owners: owners[index] ?? new Map(), version };
      noteUnattributed(task, item, then);
      const changed = rewriteVersion(known, then);
      if (changed) rewritten.push(changed);
    }
    if (data === null || !Object.hasOwn(data, property)) continue;
    const now = { property, value: data[property] ?? null, owners: owners.at(-1) ?? new Map() };
    keepProperty(known, now, rest);
    noteLeaves(task, item, now);
  }
  await rewriteItem(task, item, { known, rest: data === null ? null : rest, rewritten });
}

type OfProperty = { property: string; versions: Version[]; known: KnownAs };

/** Whose each leaf was in each version, with what people decided. */
function ownersOfProperty(task: Task, item: StoredItem, { property, versions, known }: OfProperty): Owners[] {
  const { botId, id: itemId } = item;
  const written = ownersOf(versions, partiesOf(task, item, known), (pattern, text) =>
    task.known.get(knownKey(botId, formatPointer([property]) + pattern, text)),
  );
  return written.map((owners, index) => decidedOwners(task, { botId, itemId, property, value: versions[index]?.value, owners }));
}
