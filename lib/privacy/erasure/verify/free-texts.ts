import { decodeText, encodeText, type FoundText, type Sql, sql } from "@/lib/db";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/model";
import { heldRows } from "../reach/held-rows";
import type { Redactor } from "../words/redactor";
import { redactLeaf } from "../words/without-person";
import { named } from "../work/named";
import type { Task } from "../work/task";

/** What staff write in words, and what was noted about somebody else, by table: its model, columns of plain text, and columns of JSON. */
const freeTexts: Record<string, { store: string; texts?: readonly string[]; json?: readonly string[] }> = {
  fact_note: { store: "FactNote", texts: ["text"] },
  identity_link: { store: "IdentityLink", texts: ["note"] },
  privacy_request: { store: "PrivacyRequest", texts: ["asked", "notes"], json: ["extension", "identified", "refusal"] },
  request_recipient: { store: "RequestRecipient", texts: ["name", "detail"] },
  released_activity: { store: "ReleasedActivity", texts: ["reason"] },
  restriction: { store: "Restriction", texts: ["reason"] },
  unmasking: { store: "Unmasking", texts: ["reason"] },
  proposal: { store: "Proposal", texts: ["reason", "note"], json: ["body"] },
  emergency_access: { store: "EmergencyAccess", texts: ["reason"] },
  accepted_finding: { store: "AcceptedFinding", texts: ["reason"] },
  dictionary_path: { store: "DictionaryPath", texts: ["label", "purpose"] },
  dictionary_change: { store: "DictionaryChange", json: ["fields"] },
  bot_setting: { store: "BotSetting", json: ["processing"] },
  remote_bot: { store: "RemoteBot", texts: ["name", "description"] },
  persona: { store: "Persona", texts: ["name"] },
  snapshot: { store: "Snapshot", texts: ["name"], json: ["body"] },
  upload: { store: "Upload", texts: ["name"] },
  lost_value: { store: "LostValue", texts: ["path", "key"], json: ["kept"] },
  erased_place: { store: "ErasedPlace", texts: ["path"] },
  erasure: { store: "Erasure", json: ["plan"] },
  erasure_review: { store: "ErasureReview", texts: ["pattern"] },
};

/** Takes the person out of words about others. A cell is found by what it holds: what has changed since is looked at again. */
export function eraseFreeTexts(
  found: readonly FoundText[],
  { redact, has }: Redactor,
  { work, reach }: Pick<Task, "work" | "reach">,
): Sql[] {
  const held = heldRows(reach);
  return found.flatMap(({ table, column, text }) => {
    const known = freeTexts[table];
    if (!known) return [];
    const rest = known.json?.includes(column)
      ? redactJson(text, { redact, has })
      : known.texts?.includes(column)
        ? encodeText(redact(decodeText(text)))
        : text;
    if (rest === text) return [];
    work.count(known.store, { rewritten: 1 });
    const stays = held[table] ?? sql`1 = 0`;
    return [sql`UPDATE ${named(table)} SET ${named(column)} = ${rest} WHERE ${named(column)} = ${text} AND (${stays}) IS NOT TRUE`];
  });
}

function redactJson(text: string, redactor: Redactor): string {
  const strip = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(strip);
    if (!isJsonObject(value)) return redactLeaf(redactor, value);
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [redactor.redact(key), strip(child)])) as JsonObject;
  };
  return JSON.stringify(strip(JSON.parse(text) as JsonValue));
}
