import { formatPointer, isJsonObject, type JsonObject, type JsonValue } from "@/lib/model";
import { isVocabulary } from "./vocabulary";

/** Members that say how something is sent or written, wherever they stand. */
const technical = new Set([
  ...["serviceUrl", "channelId", "contentType", "activityId", "replyToId", "tenantId", "eTag"],
  ...["$schema", "$type", "$kind", "py/object", "valueType"],
]);

/** What of an activity somebody can have told: the rest is what its channel says of itself. */
const told = new Set(["text", "speak", "summary", "attachments", "suggestedActions", "entities", "value", "name"]);

export type ToldLeaf = { path: string; text: string };

/**
 * Texts and numbers in what a bot keeps that may tell of somebody, with their RFC 6901 pointers. Bots that speak first keep a reference to the
 * conversation (`TurnContext.getConversationReference`): addresses and ids in it are not the person's, and stand in everybody's messages.
 */
export function toldLeaves(value: JsonValue, path: readonly string[] = []): ToldLeaf[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => toldLeaves(item, [...path, String(index)]));
  if (isJsonObject(value)) return membersOf(value).flatMap(([key, child]) => toldLeaves(child, [...path, key]));
  const text = String(value);
  const isTold = (typeof value === "string" && !isVocabulary(text)) || typeof value === "number";
  return isTold ? [{ path: formatPointer(path), text }] : [];
}

function membersOf(value: JsonObject): [string, JsonValue][] {
  const members = Object.entries(value).map(([key, child]) => ({ key, child, name: inProtocol(key) }));
  const has = (name: string, isWanted: (child: JsonValue) => boolean) => members.some((one) => one.name === name && isWanted(one.child));
  const isOfChannel = has("channelId", (child) => typeof child === "string") && has("conversation", isJsonObject);
  return members
    .filter(({ name, child }) => !technical.has(name) && !(name === "tenant" && isJsonObject(child)) && (!isOfChannel || told.has(name)))
    .map(({ key, child }) => [key, child]);
}

/** Bots in C# write the same members with a capital. */
function inProtocol(key: string): string {
  return key.slice(0, 1).toLowerCase() + key.slice(1);
}
