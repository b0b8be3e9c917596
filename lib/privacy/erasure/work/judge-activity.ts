import { erasedActivityName, isJsonObject, type JsonObject } from "@/lib/model";
import type { Redactor } from "../words/redactor";
import { stringsIn } from "../words/strings-in";
import { withoutPerson } from "../words/without-person";
import type { KnownAs } from "./known-as";
import { tombstoneActivity } from "./tombstone-activity";

type LoggedIn = {
  activity: JsonObject & { id: string };
  isIncoming: boolean;
  turn: number | null;
  conversationId: string;
  position: number;
};

type Verdict = { kind: "kept" | "buried" | "rewritten"; activity: JsonObject & { id: string } };

/**
 * What becomes of an activity in a conversation that others keep. What the person sent, what was said to them or in their turns (`turns`) and
 * what repeats a value of theirs leaves a mark only; what others said keeps its text without the person's identifiers.
 */
export function judgeActivity(known: KnownAs, logged: LoggedIn, turns: ReadonlySet<number>): Verdict {
  const { activity } = logged;
  if (activity.name === erasedActivityName && activity.type === "event") return { kind: "kept", activity };
  if (isTheirs(known, logged, turns)) return { kind: "buried", activity: bury(known, logged) };
  const rest = withoutIdentifiers(known, activity);
  return JSON.stringify(rest) === JSON.stringify(activity) ? { kind: "kept", activity } : { kind: "rewritten", activity: rest };
}

function isTheirs({ ids, repeats }: KnownAs, { activity, isIncoming, turn }: LoggedIn, turns: ReadonlySet<number>): boolean {
  if (isIncoming) return ids.has(idOf(activity.from));
  return (turn !== null && turns.has(turn)) || ids.has(idOf(activity.recipient)) || saysAny(activity, repeats);
}

function idOf(account: unknown): string {
  return isJsonObject(account) && typeof account.id === "string" ? account.id : "";
}

/** In what people read of it: its text, what is spoken, suggested and attached. */
function saysAny({ text, speak, summary, attachments, suggestedActions, value }: JsonObject, { has }: Redactor): boolean {
  return [text, speak, summary, attachments, suggestedActions, value].some((part) => part !== undefined && stringsIn(part).some(has));
}

function bury({ redactor }: KnownAs, { activity, isIncoming, conversationId, position }: LoggedIn): JsonObject & { id: string } {
  const id = redactor.has(activity.id) ? `erased-${position}` : activity.id;
  return tombstoneActivity({ ...activity, id }, { isIncoming, conversationId });
}

const accounts = ["from", "recipient", "conversation"];

/** What the protocol says of an activity, in words of its own: somebody may be called like one. */
const ofProtocol = new Set([
  ...["type", "channelId", "serviceUrl", "timestamp", "localTimestamp", "localTimezone", "locale", "inputHint"],
  ...["deliveryMode", "textFormat", "attachmentLayout", "importance"],
]);

/** Without entries that are about the person either, such as of members and mentions. The protocol wants accounts, and lists where there were lists. */
function withoutIdentifiers({ ids, redactor }: KnownAs, activity: JsonObject & { id: string }): JsonObject & { id: string } {
  const rest: JsonObject & { id: string } = { id: activity.id };
  for (const [name, value] of Object.entries(activity)) {
    const kept = ofProtocol.has(name) ? value : withoutPerson(value, { isOwn: () => false, ids, redactor }).value;
    rest[name] = kept ?? (accounts.includes(name) ? { id: "erased" } : Array.isArray(value) ? [] : {});
  }
  return Object.fromEntries(Object.keys(activity).map((name) => [name, rest[name]])) as JsonObject & { id: string };
}
