import { type BotGeneration, type ChangeRemoteBot, type DeliveryMode, defaultChannelId, type ListedBot } from "@/lib/model";
import type { BotToAdd } from "./bot-calls";

/** A bot as it stands in the form; every field is what was typed. */
export type BotDraft = {
  endpoint: string;
  name: string;
  generation: BotGeneration;
  deliveryMode: DeliveryMode;
  channelId: string;
  appId: string;
  /** Typed anew only: the server never gives one back. */
  appPassword: string;
  tenantId: string;
  timeoutSeconds: string;
};

export const emptyDraft: BotDraft = {
  endpoint: "",
  name: "",
  generation: "auto",
  deliveryMode: "normal",
  channelId: defaultChannelId,
  appId: "",
  appPassword: "",
  tenantId: "",
  timeoutSeconds: "15",
};

export function toDraft({ name, remote }: ListedBot): BotDraft {
  if (!remote) return { ...emptyDraft, name };
  const { endpoint, generation, deliveryMode, channelId, appId, tenantId, timeoutMs } = remote;
  return {
    endpoint,
    name,
    generation,
    deliveryMode,
    channelId,
    appId: appId ?? "",
    appPassword: "",
    tenantId: tenantId ?? "",
    timeoutSeconds: String(timeoutMs / 1000),
  };
}

/** "127.0.0.1:3978" is an address to whoever types it. */
export function completeEndpoint(typed: string): string {
  const text = typed.trim();
  return text === "" || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
}

/** What a bot is called that nobody named: where it is. */
export function nameOfEndpoint(endpoint: string): string {
  const address = completeEndpoint(endpoint);
  if (!URL.canParse(address)) return "Bot";
  const { host, hostname, port } = new URL(address);
  const isLocal = hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]";
  return isLocal ? `Bot on port ${port || "80"}` : host;
}

export function toAddRequest(draft: BotDraft): BotToAdd {
  const { name, appPassword, ...facts } = toFacts(draft);
  return { ...facts, name: name === "" ? nameOfEndpoint(draft.endpoint) : name, appPassword: appPassword ?? null };
}

/** An empty password leaves the one that is kept; without an app id there is none to keep. */
export function toChangeRequest(draft: BotDraft): ChangeRemoteBot {
  const { appPassword, ...facts } = toFacts(draft);
  if (facts.appId === null) return { ...facts, appPassword: null };
  return appPassword === undefined ? facts : { ...facts, appPassword };
}

function toFacts(draft: BotDraft) {
  const { appPassword } = draft;
  return {
    endpoint: completeEndpoint(draft.endpoint),
    name: draft.name.trim(),
    generation: draft.generation,
    deliveryMode: draft.deliveryMode,
    channelId: draft.channelId.trim() || defaultChannelId,
    appId: optional(draft.appId),
    tenantId: optional(draft.tenantId),
    timeoutMs: Math.round(Number(draft.timeoutSeconds) * 1000),
    ...(appPassword !== "" && { appPassword }),
  };
}

function optional(text: string): string | null {
  return text.trim() || null;
}

/** Where one has to look under "More" to see how this bot differs from the usual. */
export function hasParticulars(draft: BotDraft): boolean {
  const usual = { ...emptyDraft, endpoint: draft.endpoint, name: draft.name };
  return JSON.stringify(draft) !== JSON.stringify(usual);
}
