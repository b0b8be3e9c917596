import { findStack } from "../dialog-property";
import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "../json";
import { looksLikeData } from "../pattern";
import { formatPointer, parsePointer } from "../pointer";
import { findSdkKey } from "../sdk-shape";

/** What stands in place of a text, whatever its length. */
export const maskedText = "•••••";

/** What stands in place of a value whose type may be known and nothing else. */
export type MaskedValue = { $masked: "string" | "number" | "boolean" | "null" };

/**
 * Whose values somebody may see. Values of test bots are open; those of a production bot are masked, but for a person whom the reader has
 * unmasked. `personId` is null for what is nobody's.
 */
export type Sight = {
  sees(botId: string, personId: string | null): boolean;
  /** Bots that the reader may not even know of: nothing of theirs is listed, found or counted. */
  unknownBots: ReadonlySet<string>;
};

/** Somebody on a bot's channel, whose value may be in an answer; without a user id what belongs to nobody known. */
export type Party = { botId: string; channelId: string | null; userId: string | null };

/** A reader's sight, also of people as conversations name them. */
export type ReaderSight = Sight & {
  seesParty(party: Party): boolean;
  /** What an account by whose id somebody can be reached is called for who may not see it: always the same, and nobody gets back from it. */
  aliasOf(userId: string): string;
  /** No bot is marked as production. */
  isUnlimited: boolean;
  /** The numbers of cases may be told. */
  seesCases: boolean;
};

/** Everything is seen: for what never leaves the server, and for tests. */
export const fullSight: ReaderSight = {
  sees: () => true,
  seesParty: () => true,
  aliasOf: (userId) => userId,
  isUnlimited: true,
  seesCases: true,
  unknownBots: new Set(),
};

/** A name that a page only knows masked is none. */
export function unlessMasked(name: string | undefined): string | undefined {
  return name === maskedText ? undefined : name;
}

export function isMaskedValue(value: unknown): value is MaskedValue {
  return isJsonObject(value) && typeof value.$masked === "string" && Object.keys(value).length === 1;
}

/** A value with each scalar masked: its shape and types stay, neither lengths nor contents do, nor names of properties that are data. */
export function maskValue(value: JsonValue): JsonValue {
  return findStack(value) ? maskDialog(value) : maskPlain(value);
}

function maskPlain(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(maskValue);
  if (isJsonObject(value)) return isMaskedValue(value) ? value : maskProperties(value, maskPlain);
  return { $masked: value === null ? "null" : (typeof value as "string") };
}

/** Of a dialog one still sees which dialogs run and how far they are. */
function maskDialog(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(maskDialog);
  if (!isJsonObject(value) || isMaskedValue(value)) return maskPlain(value);
  const isInstance = findSdkKey(value, "state") !== null;
  return maskProperties(value, (child, key) => (isWay(key, child, isInstance) ? child : maskDialog(child)));
}

const counters = new Set(["stepIndex", "StepIndex", "step_index", "attemptCount", "BotBuilder.Data.WaterfallStep"]);

function isWay(key: string, value: JsonValue, isInstance: boolean): boolean {
  return typeof value === "number" ? counters.has(key) : isInstance && key.toLowerCase() === "id" && typeof value === "string";
}

function maskProperties(value: JsonObject, mask: (child: JsonValue, key: string) => JsonValue): JsonObject {
  const masked = {};
  for (const [key, child] of Object.entries(value)) setOwn(masked, maskKey(key), findStack(child) ? maskDialog(child) : mask(child, key));
  return masked;
}

/** A pointer without the names that are data. Each is masked alike wherever it stands, until the server starts anew. */
export function maskPath(pointer: string): string {
  return formatPointer(parsePointer(pointer).map(maskKey));
}

/** Sizes tell lengths, so they are rounded up. */
export function maskSize(bytes: number): number {
  return Math.ceil(bytes / 1024) * 1024;
}

/** Several masked names of one object must not become one, so a salted hash tells them apart. */
export function maskKey(key: string): string {
  if (!looksLikeData(key)) return key;
  let hash = salt();
  for (const character of key) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `${maskedText}${hash.toString(36).padStart(7, "0")}`;
}

const saltName = Symbol.for("turnscope.mask-salt");

/** One for all copies of this module that a process loads. */
function salt(): number {
  const holder = globalThis as { [saltName]?: number };
  holder[saltName] ??= crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return holder[saltName];
}
