import type { Activity } from "./activity";
import { getOwn, isJsonObject, type JsonValue } from "./json";

type Attachment = NonNullable<Activity["attachments"]>[number];

/** What stands in a log where an activity was erased. */
export const erasedActivityName = "turnscope/erased";

/** What stands in place of words that are past their time, until the next sweep deletes them. */
export const expiredText = "past its time: hidden here, deleted at the next sweep";

/** Whether this stands where somebody's erasure took an activity away; what retention let go has nobody's erasure behind it. */
export function isOfErased({ type, name, value }: Activity): boolean {
  return type === "event" && name === erasedActivityName && getBy(value as JsonValue | undefined) === "erasure";
}

function getBy(value: JsonValue | undefined): JsonValue | undefined {
  return isJsonObject(value) ? getOwn(value, "by") : undefined;
}

/** The tester-visible sentence of an activity: its text, or what it is in words. */
export function describeActivity(activity: Activity): string {
  if (activity.type === "message") return activity.text || describeAttachments(activity) || describeValue(activity.value);
  if (activity.type === "conversationUpdate") return "joined the conversation";
  if (activity.type === "event" && activity.name === erasedActivityName)
    return getBy(activity.value as JsonValue | undefined) === "expiry" ? expiredText : "erased";
  if (activity.type === "event" && activity.name === "tokens/response") return describeSignIn(activity.value as JsonValue | undefined);
  return activity.name ? `${activity.type} ${String(activity.name)}` : activity.type;
}

function describeSignIn(value: JsonValue | undefined): string {
  const connection = isJsonObject(value) ? getOwn(value, "connectionName") : undefined;
  return typeof connection === "string" && connection !== "" ? `signed in to ${connection}` : "signed in";
}

function describeValue(value: unknown): string {
  return value === undefined ? "empty message" : "submitted a card";
}

function describeAttachments({ attachments = [] }: Activity): string | null {
  const [first] = attachments;
  if (!first) return null;
  const kind = kindOf(first);
  if (attachments.length > 1)
    return `sent ${attachments.length} ${attachments.every((one) => kindOf(one) === kind) ? `${kind}s` : "attachments"}`;
  const title = kind === "card" ? titleOf(first.content as JsonValue | undefined) : first.name;
  return `sent ${kind === "image" ? "an" : "a"} ${kind}${title ? `: ${title}` : ""}`;
}

function kindOf({ contentType }: Attachment): "card" | "image" | "file" {
  if (/^application\/vnd\.microsoft\.(card|teams\.card)\./.test(contentType)) return "card";
  return contentType.startsWith("image/") ? "image" : "file";
}

/** What a card says first: its title or text, or the first text of an adaptive card. */
function titleOf(content: JsonValue | undefined): string | null {
  if (!isJsonObject(content)) return null;
  for (const name of ["title", "text"]) {
    const words = getOwn(content, name);
    if (typeof words === "string" && words.trim() !== "") return words;
  }
  return firstTextOf(getOwn(content, "body"));
}

function firstTextOf(elements: JsonValue | undefined): string | null {
  if (!Array.isArray(elements)) return null;
  for (const element of elements) {
    const text = titleOf(element) ?? (isJsonObject(element) ? firstTextOf(getOwn(element, "items") ?? getOwn(element, "columns")) : null);
    if (text !== null) return text;
  }
  return null;
}
