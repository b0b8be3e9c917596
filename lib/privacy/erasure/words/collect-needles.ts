import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { foldText } from "@/lib/facts";
import type { JsonValue } from "@/lib/model";
import { identityIdsOf, type Reach } from "../reach/reach";
import type { OwnItem } from "../work/own-items";
import { readCompany } from "./company";
import { isContact, isDistinctive, isIdentifier, isRepeatable, type Needles } from "./needles";
import { stringsIn } from "./strings-in";
import { readShared, readTaken } from "./taken";

/** More are not looked for one by one: a receipt says how many were left out. */
const maxSought = 300;
const maxLength = 200;

/** What tells of a person, from who they are and all that was ever remembered of them. Reads only. */
export async function collectNeedles(reach: Reach, items: readonly OwnItem[], decided: readonly string[] = []): Promise<Needles> {
  const values = await readValues(reach, items);
  for (const value of decided) values.add(value.slice(0, maxLength));
  const names = new Set(reach.accounts.flatMap(({ names: own }) => own).filter(isIdentifier));
  const ids = new Set(reach.accounts.map(({ userId }) => userId).filter(isIdentifier));
  const contacts = [...values].filter(isContact).slice(0, maxSought);
  const telling = [...values].filter((value) => isDistinctive(value) && !isContact(value)).slice(0, maxSought);
  const taken = new Set([...(await readTaken(reach, telling)), ...(await readShared(reach, [...ids, ...names, ...contacts]))]);
  const common = [...values].filter((value) => isRepeatable(value) && !taken.has(value)).slice(0, maxSought);
  const company = await readCompany(reach, common);
  const isOnlyTheirs = (text: string) => !company.has(foldText(text));
  const candidates = [...ids, ...names, ...contacts, ...telling].filter((one) => isDistinctive(one) || ids.has(one));
  const sought = candidates.filter((one) => !taken.has(one) && foldText(one).length >= 4).slice(0, maxSought);
  return {
    identifiers: [
      ...new Set([
        ...[...ids].filter((id) => isDistinctive(id) || isOnlyTheirs(id)),
        ...contacts,
        ...[...names, ...[...names].flatMap(partsOf)].filter(isOnlyTheirs),
      ]),
    ],
    values: telling.filter((value) => !taken.has(value)).slice(0, maxSought),
    common: common.filter(isOnlyTheirs),
    sought,
    tooCommon: new Set([...values, ...names]).size - new Set(sought.filter((one) => values.has(one) || names.has(one))).size,
  };
}

/** "Ann" of "Ann Smith": enough to know her by, among those who know her. */
function partsOf(name: string): string[] {
  const parts = name.split(/\s+/);
  return parts.length === 1 ? [] : parts.filter((part) => part.length >= 3 && isIdentifier(part));
}

/** Texts and numbers of the person's own items, now and in all versions, and of facts that are put down to them elsewhere. */
async function readValues(reach: Reach, items: readonly OwnItem[]): Promise<Set<string>> {
  const found = new Set<string>();
  const note = (text: string | null) => {
    if (text === null) return;
    for (const one of stringsIn(JSON.parse(text) as JsonValue)) if (one.trim() !== "") found.add(one.slice(0, maxLength));
  };
  const own = items.filter(({ userId }) => userId !== null);
  for (const { data } of own) note(data);
  for (const chunk of inChunks(own.map(({ id }) => id))) {
    for (const { json } of await (await db()).query<{ json: string }>(
      sql`SELECT json FROM property_value WHERE item_id IN (${join(chunk)})`,
    ))
      note(json);
  }
  for (const chunk of inChunks(identityIdsOf(reach))) {
    const rows = await (await db()).query<{ value: string }>(sql`SELECT DISTINCT value FROM fact
      WHERE identity_id IN (${join(chunk)}) AND type IN ('string', 'number')`);
    for (const { value } of rows) found.add(decodeText(value).slice(0, maxLength));
  }
  return found;
}
