import { db, type FoundText } from "@/lib/db";
import { isContact } from "../needles/needles";
import { heldRows } from "../reach/held-rows";
import { identityIdsOf } from "../reach/reach";
import type { Sought } from "../steps/sealed";
import { keyFinderOf, redactorOf } from "../words/redactor";
import { saysIn } from "../words/says-in";
import { storedForms } from "../words/stored-forms";
import { isOfStaff } from "./staff-columns";

/** Tables in which others may have said who somebody is, and the column that tells where: an item or a conversation. */
const keys = {
  ...{ store_item: "id", property_version: "item_id", property_value: "item_id", fact: "item_id", lost_value: "item_id" },
  ...{ activity: "conversation_id", turn: "conversation_id", turn_record: "conversation_id", protocol_exchange: "conversation_id" },
};

function isName(table: string, column: string): boolean {
  return ["name", "name_key", "folded"].includes(column) && ["person", "identity", "member"].includes(table);
}

export type Cell = Pick<FoundText, "table" | "column" | "text">;

/** Looks for the person through every column of every table, except for what staff are called and for rows that are held. */
export async function findTraces(sought: Sought, isFound = isTraceOf(sought)): Promise<FoundText[]> {
  const texts = [...new Set([...sought.needles.ids, ...textsOf(sought).flatMap((text) => storedForms(text))])];
  if (texts.length === 0) return [];
  return (await db()).findTexts({ texts, isFound, keys, except: heldRows(sought.reach) });
}

function textsOf({ reach, needles }: Sought): string[] {
  return [...needles.sought, ...identityIdsOf(reach)];
}

/** Whether a cell says who the person is. */
export function isTraceOf({ reach, needles }: Sought): (cell: Cell) => boolean {
  const sought = textsOf({ reach, needles });
  const redactor = redactorOf(sought);
  // Whom they told of is called so: that is the other's name, unless this person's id, address or number is in it.
  const inNames = redactorOf(sought.filter((text) => isContact(text) || needles.ids.includes(text)));
  const names = keyFinderOf(needles.ids);
  return ({ table, column, text }) =>
    !isOfStaff(table, column) && (saysIn(isName(table, column) ? inNames : redactor, text) || (column === "key" && names(text)));
}
