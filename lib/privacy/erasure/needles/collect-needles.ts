import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { foldText } from "@/lib/facts";
import type { JsonValue } from "@/lib/model";
import type { Reach } from "../reach/reach";
import type { StoredItem } from "../work/stored-items";
import { readCompany } from "./company";
import { cutUp, maxTexts } from "./cut-up";
import { isContact, isDistinctive, isDistinctiveId, isFullName, isIdentifier, isName, isRepeatable, type Needles } from "./needles";
import { readNobodys } from "./nobodys";
import { readShared, readTaken } from "./taken";
import { toldLeaves } from "./told-leaves";
import { readValuesElsewhere } from "./values-elsewhere";

/** What tells of a person, from who they are and all that was ever remembered of them. Reads only. */
export async function collectNeedles(reach: Reach, items: readonly StoredItem[], decided: readonly string[] = []): Promise<Needles> {
  const isNobodys = await readNobodys(reach);
  const values = new Set([...(await readValues(reach, items))].filter((value) => !isNobodys(value)));
  for (const value of decided) values.add(value);
  const names = new Set(reach.accounts.flatMap(({ names: own }) => own).filter(isName));
  const ids = new Set(reach.accounts.map(({ userId }) => userId).filter(isIdentifier));
  const contacts = [...values].filter(isContact).slice(0, maxTexts);
  const telling = [...values].filter((value) => isDistinctive(value) && !isContact(value)).slice(0, maxTexts);
  const taken = new Set([...(await readTaken(reach, telling)), ...(await readShared(reach, [...ids, ...names, ...contacts]))]);
  const common = [...values].filter((value) => isRepeatable(value) && !taken.has(value)).slice(0, maxTexts);
  const company = await readCompany(reach, common);
  const isOnlyTheirs = (text: string) => !company.has(foldText(text)) && !isNobodys(text);
  const identifying = [...[...ids].filter(isDistinctiveId), ...[...names].filter(isFullName), ...contacts, ...telling].filter(
    (one) => !taken.has(one) && !isNobodys(one),
  );
  const sought = cutUp([...new Set(identifying)]);
  return {
    ids: [...ids].filter((id) => isLong(id) && !taken.has(id)),
    identifiers: [
      ...new Set([
        ...[...ids].filter((id) => isDistinctiveId(id) || isOnlyTheirs(id)),
        ...contacts,
        ...[...names, ...[...names].flatMap(partsOf)].filter(isOnlyTheirs),
      ]),
    ],
    values: cutUp(telling.filter((value) => !taken.has(value))).pieces,
    common: cutUp(common.filter(isOnlyTheirs)).pieces,
    sought: sought.pieces,
    tooCommon: new Set([...values, ...names].filter((one) => !sought.whole.has(one))).size,
  };
}

/** An id of three letters may be a word. */
function isLong(id: string): boolean {
  return foldText(id).length >= 4;
}

/** "Ann" of "Ann Smith": enough to know her by, among those who know her. */
function partsOf(name: string): string[] {
  const parts = name.split(/\s+/);
  return parts.length === 1 ? [] : parts.filter(isIdentifier);
}

/** What the person's own items told, now and in all versions, and facts that are put down to them elsewhere. */
async function readValues(reach: Reach, items: readonly StoredItem[]): Promise<Set<string>> {
  const found = new Set<string>();
  const own = items.filter(({ userId }) => userId !== null);
  for (const { data } of own) if (data !== null) note(found, JSON.parse(data));
  for (const chunk of inChunks(own.map(({ id }) => id))) {
    const rows = await (await db()).query<{ property: string; json: string }>(sql`SELECT DISTINCT version.property, value.json
      FROM property_value value JOIN property_version version ON version.item_id = value.item_id AND version.hash = value.hash
      WHERE value.item_id IN (${join(chunk)})`);
    for (const { property, json } of rows) note(found, { [decodeText(property)]: JSON.parse(json) });
  }
  for (const value of await readValuesElsewhere(reach)) found.add(value);
  return found;
}

function note(found: Set<string>, value: JsonValue): void {
  for (const { text } of toldLeaves(value)) if (text.trim() !== "") found.add(text);
}
