import { db, type FoundText } from "@/lib/db";
import { foldText } from "@/lib/facts";
import { heldRows } from "../reach/held-rows";
import { identityIdsOf } from "../reach/reach";
import type { Sought } from "../steps/sealed";
import { keyFinderOf, redactorOf } from "../words/redactor";
import { knownElsewhere } from "../work/known-as";
import { staffColumns } from "./staff-columns";

/** Tables in which others may have said who somebody is, and the column that tells where: an item or a conversation. */
const keys = {
  ...{ store_item: "id", property_version: "item_id", property_value: "item_id", fact: "item_id" },
  ...{ activity: "conversation_id", turn: "conversation_id", turn_record: "conversation_id", protocol_exchange: "conversation_id" },
};

/** Looks for the person through every column of every table, except for what staff are called and for rows that are held. */
export async function findTraces({ reach, needles }: Sought): Promise<FoundText[]> {
  const sought = [...needles.sought, ...identityIdsOf(reach)];
  const texts = [...new Set(sought.flatMap(formsOf))];
  if (texts.length === 0) return [];
  const { has } = redactorOf(sought);
  const names = keyFinderOf(knownElsewhere({ reach, needles }).ids);
  const isFound = (text: string, column: string) => !staffColumns.has(column) && (has(text) || (column === "key" && names(text)));
  return (await db()).findTexts({ texts, isFound, keys, except: heldRows(reach) });
}

/** A text as it may stand in a column: as it is, in lower case, inside JSON, and in an address. */
function formsOf(word: string): string[] {
  const json = JSON.stringify(word).slice(1, -1);
  return [word, foldText(word), json, encodeURIComponent(word)];
}
