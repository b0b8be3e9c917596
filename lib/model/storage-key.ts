import type { ItemScope, StateAddress } from "./scope";

/**
 * Who writes keys how (protocols 5.2): `state-class` is the JS and Agents state classes, which end with "/" and a
 * namespace; `plain` is C# and Python, which have neither; `turn-state` is the Agents TurnState, which names the agent.
 * Python's private state is written in the `state-class` form and reads back as that.
 */
export type StorageKeyStyle = "state-class" | "plain" | "turn-state";

export type StorageKeyParts = {
  style: StorageKeyStyle;
  scope: ItemScope;
  channelId: string;
  /** Only with style `turn-state`. */
  agentId?: string;
  /** Scopes conversation and private. */
  conversationId?: string;
  /** Scopes user and private. */
  userId?: string;
  /** Empty by default; only the `state-class` form can hold another. */
  namespace: string;
};

/** `inspection` is the SDK's own inspection state; `shape` is a key in none of the known forms. */
export type UnclassifiedKey = { style: "unclassified"; scope: null; key: string; reason: "inspection" | "shape" };

export type ParsedStorageKey = StorageKeyParts | UnclassifiedKey;

/** The ids of the turn in progress, as far as they are known; `agentId` is taken to be `botId` when absent. */
export type StorageKeyContext = Partial<StateAddress & { agentId: string }>;

/** So that a private key is not taken for a conversation's with a namespace. */
const longestFirst: readonly ItemScope[] = ["private", "conversation", "user"];

/** Throws a RangeError when the scope's ids are missing, or for a form no SDK writes (private in `turn-state`). */
export function formatStorageKey(parts: StorageKeyParts): string {
  const tail = parts.style === "state-class" ? `/${parts.namespace}` : "";
  return `${keyHead(parts)}/${keyBody(parts)}${tail}`;
}

function keyHead({ style, scope, channelId, agentId }: StorageKeyParts): string {
  if (style !== "turn-state") return channelId;
  if (scope === "private") throw new RangeError("TurnState has no private scope, so there is no such key.");
  return `${channelId}/${requireId(agentId, "an agent id")}`;
}

function keyBody({ scope, conversationId, userId }: StorageKeyParts): string {
  if (scope === "user") return `users/${requireId(userId, "a user id")}`;
  const conversation = `conversations/${requireId(conversationId, "a conversation id")}`;
  return scope === "conversation" ? conversation : `${conversation}/users/${requireId(userId, "a user id")}`;
}

function requireId(id: string | undefined, what: string): string {
  if (id === undefined) throw new RangeError(`This storage key needs ${what}.`);
  return id;
}

/**
 * Reads a key in every known form. Ids may hold "/" and even "/users/", so some keys have two readings; they are tried
 * in this order: the turn's own ids with the default namespace, the turn's own ids with a namespace, ids without "/",
 * and last the structure: private splits at the last "/users/", a turn-state key at its first scope word.
 */
export function parseStorageKey(key: string, context: StorageKeyContext = {}): ParsedStorageKey {
  if (key === "InspectionState") return { style: "unclassified", scope: null, key, reason: "inspection" };
  const parsed = matchContext(key, context) ?? parseSegments(key) ?? parseStructure(key);
  return parsed ?? { style: "unclassified", scope: null, key, reason: "shape" };
}

function matchContext(key: string, context: StorageKeyContext): StorageKeyParts | null {
  const forms = contextForms(context);
  const exact = forms.find((parts) => formatStorageKey(parts) === key);
  if (exact) return exact;
  for (const parts of forms) {
    const base = formatStorageKey(parts);
    if (parts.style !== "state-class" || !key.startsWith(base)) continue;
    const namespace = key.slice(base.length);
    if (isNamespace(namespace)) return { ...parts, namespace };
  }
  return null;
}

/** What ends in "/" or holds a users segment is rather the key of a longer id, or of another person's private state. */
function isNamespace(text: string): boolean {
  return text !== "" && !text.endsWith("/") && !/(^|\/)users\//.test(text);
}

/** Every key the SDKs would write in a turn with these ids, longest scope first. */
function contextForms({ channelId, botId, agentId = botId, conversationId, userId }: StorageKeyContext): StorageKeyParts[] {
  if (channelId === undefined) return [];
  const ids = { user: { userId }, conversation: { conversationId }, private: { conversationId, userId } };
  const known = longestFirst.filter((scope) => !Object.values(ids[scope]).includes(undefined));
  const stateClass = known.map((scope) => ({ style: "state-class", scope, channelId, ...ids[scope], namespace: "" }) as const);
  const plain = stateClass.map((parts) => ({ ...parts, style: "plain" }) as const);
  if (agentId === undefined) return [...stateClass, ...plain];
  const turnState = plain
    .filter((parts) => parts.scope !== "private")
    .map((parts) => ({ ...parts, style: "turn-state", agentId }) as const);
  return [...stateClass, ...plain, ...turnState];
}

/** The one reading in which no id holds "/", or null when there is none. */
function parseSegments(key: string): StorageKeyParts | null {
  const [channelId = "", ...segments] = key.split("/");
  if (channelId === "") return null;
  const isStateClass = segments.length % 2 === 1 && segments.at(-1) === "";
  const pairs = isStateClass ? segments.slice(0, -1) : segments;
  const style = isStateClass ? "state-class" : "plain";
  const [word, id, secondWord, secondId] = pairs;
  if (id !== undefined && pairs.length === 2) return scopeParts(word, id, { style, channelId, namespace: "" });
  if (word === "conversations" && secondWord === "users" && pairs.length === 4) {
    return { style, scope: "private", channelId, conversationId: id, userId: secondId, namespace: "" };
  }
  if (word === undefined || secondWord === undefined || pairs.length !== 3) return null;
  return scopeParts(id, secondWord, { style: "turn-state", channelId, agentId: word, namespace: "" });
}

function scopeParts(word: string | undefined, id: string, base: Omit<StorageKeyParts, "scope">): StorageKeyParts | null {
  if (word === "users") return { ...base, scope: "user", userId: id };
  if (word === "conversations") return { ...base, scope: "conversation", conversationId: id };
  return null;
}

function parseStructure(key: string): StorageKeyParts | null {
  const match = /^([^/]+)\/(?:(.*?)\/)??(users|conversations)\/(.*)$/s.exec(key);
  if (!match) return null;
  const [, channelId = "", agentId, word, body = ""] = match;
  if (agentId !== undefined) return scopeParts(word, body, { style: "turn-state", channelId, agentId, namespace: "" });
  const isStateClass = body.endsWith("/");
  const base = { style: isStateClass ? "state-class" : "plain", channelId, namespace: "" } as const;
  const ids = isStateClass ? body.slice(0, -1) : body;
  const split = word === "conversations" ? ids.lastIndexOf("/users/") : -1;
  if (split < 0) return scopeParts(word, ids, base);
  return { ...base, scope: "private", conversationId: ids.slice(0, split), userId: ids.slice(split + "/users/".length) };
}

/** The key of a scope at an address; the agent is the bot. TurnState has no private form, so that one is `state-class`. */
export function storageKeyFor(address: StateAddress, scope: ItemScope, style: StorageKeyStyle): string {
  const isMissing = style === "turn-state" && scope === "private";
  return formatStorageKey({ ...address, style: isMissing ? "state-class" : style, scope, agentId: address.botId, namespace: "" });
}
