import { erasedActivityName } from "../describe-activity";
import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "../json";
import { maskedText, maskValue } from "./masking";

/** What tells how an activity travelled, and nothing of what it says. */
const open = new Set([
  ...["id", "type", "timestamp", "channelId", "serviceUrl", "replyToId", "inputHint", "textFormat", "attachmentLayout", "deliveryMode"],
  ...["importance", "name", "valueType", "code", "locale"],
]);

const accounts = new Set(["from", "recipient", "membersAdded", "membersRemoved"]);
const texts = new Set(["text", "speak", "summary", "label"]);
/** Channels' own marks, by which chats find their messages again. */
const openChannelData = new Set(["clientActivityID", "clientActivityId", "turnscope:late"]);

/** An activity of which one sees who sent it to whom, when and of what kind. Cards, files and offered answers are left out. */
export function maskActivity(activity: JsonObject): JsonObject {
  const masked: JsonObject = {};
  for (const [key, value] of Object.entries(activity)) {
    const kept = maskMember(key, value);
    if (kept !== undefined) setOwn(masked, key, kept);
  }
  return masked;
}

function maskMember(key: string, value: JsonValue): JsonValue | undefined {
  if (open.has(key)) return value;
  if (texts.has(key) && typeof value === "string") return maskedText;
  if (accounts.has(key)) return Array.isArray(value) ? value.map(maskAccount) : maskAccount(value);
  if (key === "conversation") return keep(value, ["id"]);
  if (key === "attachments" && Array.isArray(value)) return value.map(maskAttachment);
  if (key === "entities" || key === "suggestedActions") return undefined;
  if (key === "channelData") return maskChannelData(value);
  return maskValue(value);
}

/** The same activity, with other ids of who sent it to whom, who came and who left; the same object where none is another. */
export function withAccounts(activity: JsonObject, replace: (id: string) => string): JsonObject {
  const changed = Object.entries(activity).flatMap(([key, value]) => {
    if (!accounts.has(key)) return [];
    const renamed = Array.isArray(value) ? value.map((account) => withId(account, replace)) : withId(value, replace);
    return renamed === value ? [] : [[key, renamed]];
  });
  return changed.length === 0 ? activity : { ...activity, ...Object.fromEntries(changed) };
}

function withId(account: JsonValue, replace: (id: string) => string): JsonValue {
  if (!isJsonObject(account) || typeof account.id !== "string") return account;
  const id = replace(account.id);
  return id === account.id ? account : { ...account, id };
}

/** Ids stay here: they are how everybody is asked for (`withAccounts` replaces those by which somebody can be reached). */
function maskAccount(account: JsonValue): JsonValue {
  const kept = keep(account, ["id", "role"]);
  if (!isJsonObject(account) || account.name === undefined) return kept;
  return { ...kept, name: account.role === "bot" ? account.name : maskedText };
}

/** Of a type of its own: what shows a card or a picture needs its content. */
export const maskedAttachmentType = "application/vnd.turnscope.masked";

function maskAttachment(attachment: JsonValue): JsonValue {
  return { contentType: maskedAttachmentType, name: isJsonObject(attachment) ? (attachment.contentType ?? "unknown") : "unknown" };
}

function maskChannelData(data: JsonValue): JsonValue {
  return isJsonObject(data) ? { ...(maskValue(data) as JsonObject), ...keep(data, [...openChannelData]) } : maskValue(data);
}

function keep(value: JsonValue, names: readonly string[]): JsonObject {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(value, name) ? [[name, value[name] as JsonValue]] : [])));
}

/** As a sweep leaves an activity: that there was one, when, and on which side. */
export function hideActivity(activity: JsonObject): JsonObject {
  const hidden: JsonObject = { type: "event", name: erasedActivityName, ...keep(activity, ["id", "timestamp", "replyToId"]) };
  for (const key of ["conversation", "from", "recipient"]) {
    const account = activity[key];
    if (account !== undefined) hidden[key] = keep(account, ["id", "role"]);
  }
  return { ...hidden, value: { by: "expiry" } };
}
