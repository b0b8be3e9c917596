import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { type FactPlace, refileStatements } from "@/lib/facts";
import { newETag } from "@/lib/model";
import { hashOf, insertErasedPlaces, lastWriteSeq } from "@/lib/state";
import { identityIdsOf, userIdsOf } from "../../reach/reach";
import type { KnownAs } from "../known-as";
import type { StoredItem } from "../stored-items";
import type { Task } from "../task";
import { listPlaces } from "./erased-places";
import type { Rest, RewrittenVersion } from "./without-theirs";

/** What becomes of an item; `rest` is null where it holds nothing any more but versions. */
type Rewriting = { known: KnownAs; rest: Rest | null; rewritten: readonly RewrittenVersion[] };

export async function rewriteItem(task: Task, item: StoredItem, { known, rest, rewritten }: Rewriting): Promise<void> {
  const statements: Sql[] = [];
  const text = rest && JSON.stringify(rest.data);
  const writer = known.redactor.redact(item.writer);
  if (writer !== item.writer) statements.push(sql`UPDATE store_item SET writer = ${writer} WHERE id = ${item.id}`);
  if (text !== item.data || writer !== item.writer) task.work.count("StoreItem", { rewritten: 1 });
  if (text !== null && text !== item.data) {
    statements.push(
      sql`UPDATE store_item SET data = ${text}, bytes = ${Buffer.byteLength(text)}, etag = ${newETag()} WHERE id = ${item.id}`,
    );
  }
  statements.push(...(await refile(task, item, { text, moved: rest?.moved ?? new Map() })));
  if (rewritten.length > 0) {
    const places = insertErasedPlaces(listPlaces(task, known, { item, rewritten }), await erasing(task));
    statements.push(...rewriteVersions(task, item, { known, rewritten }), ...places);
  }
  task.work.add(statements.length * 2, statements);
}

/** Facts of others stay whose they were, also where their place has moved. */
async function refile(
  task: Task,
  item: StoredItem,
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

function reachedMembers({ reach }: Task, { conversationId }: StoredItem): string[] {
  const others = reach.conversations.find(({ id }) => id === conversationId)?.others ?? [];
  return [...userIdsOf(reach), ...others];
}

function rewriteVersions(task: Task, { id, conversationId }: StoredItem, { known, rewritten }: Omit<Rewriting, "rest">): Sql[] {
  task.work.count("PropertyVersion", { rewritten: rewritten.length });
  const marks = [...new Set(rewritten.map(({ seq }) => seq))];
  return [
    ...insertValues(id, rewritten),
    ...rewritten.map(({ propertyId, property, seq, restHash }) => {
      const name = known.redactor.redact(property);
      return sql`UPDATE property_version SET hash = ${restHash}, property = ${encodeText(name)}, property_id = ${name === property ? propertyId : hashOf(encodeText(name))}
        WHERE item_id = ${id} AND property_id = ${propertyId} AND write_seq = ${seq}`;
    }),
    sql`DELETE FROM property_value WHERE item_id = ${id} AND NOT EXISTS (SELECT 1 FROM property_version version
      WHERE version.item_id = property_value.item_id AND version.hash = property_value.hash)`,
    ...(conversationId === null ? [] : inChunks(marks).map((some) => buryStates(task, conversationId, some))),
  ];
}

function insertValues(itemId: string, rewritten: readonly RewrittenVersion[]): Sql[] {
  const values = new Map(
    rewritten.flatMap(({ rest, restHash }) => (rest === undefined || restHash === null ? [] : [[restHash, JSON.stringify(rest)] as const])),
  );
  return inChunks([...values]).map((some) => {
    const rows = some.map(([hash, text]) => sql`(${itemId}, ${hash}, ${text})`);
    return sql`INSERT INTO property_value (item_id, hash, json) VALUES ${join(rows)} ON CONFLICT (item_id, hash) DO NOTHING`;
  });
}

async function erasing({ at, number }: Task) {
  return { at, caseNumber: number, beforeSeq: (await lastWriteSeq()) + 1 };
}

function buryStates({ at, number }: Task, conversationId: string, seqs: readonly number[]): Sql {
  const rows = seqs.map((seq) => sql`(${encodeText(conversationId)}, 'state', ${seq}, ${at}, ${number})`);
  return sql`INSERT INTO tombstone (conversation_id, kind, place, at, case_number) VALUES ${join(rows)}
    ON CONFLICT (conversation_id, kind, place) DO NOTHING`;
}
