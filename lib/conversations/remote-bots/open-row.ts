import { type LoadedBot, openRemoteBot, rememberGeneration } from "@/lib/bots";
import type { BotEndpoint } from "@/lib/channels";
import { serviceUrlOf } from "../channel/service-address";
import { openPassword, type RemoteBotRow } from "./remote-bot-row";

/** The bot of a row, as one that can run turns. */
export function openRow(row: RemoteBotRow): LoadedBot {
  const { id, name, description, sealedPassword, seenGeneration, ...facts } = row;
  const remote = { ...facts, hasPassword: sealedPassword !== null };
  rememberGeneration(id, seenGeneration);
  return openRemoteBot({ summary: { id, name, description }, remote, endpoint: toEndpoint(row) }, () => serviceUrlOf(id));
}

/** The password is opened when it is needed: one that cannot be opened any more fails its bot's turns, not the start of the server. */
export function toEndpoint({ endpoint, generation, appId, tenantId, sealedPassword }: RemoteBotRow): BotEndpoint {
  const credentials = () =>
    appId === null || sealedPassword === null ? null : { appId, tenantId, password: openPassword(sealedPassword) };
  return { url: endpoint, login: generation === "v1" ? "basic" : "token", credentials };
}
