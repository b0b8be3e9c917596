import { forgetPersona, listPersonas } from "@/components/settings/personas";
import { forgetConversation } from "@/components/settings/recent-conversations";
import { forgetOpenNodes } from "./forget-everybody";

const channels = ["emulator", "directline", "webchat", "msteams"];

/** What this browser keeps of conversations and people that were erased, and which places of a state were open: keys may be somebody's id. */
export async function forgetInBrowser({ conversationIds, personIds }: { conversationIds: string[]; personIds: string[] }): Promise<void> {
  for (const id of conversationIds) forgetConversation(id);
  for (const { id } of listPersonas()) {
    // Over plain HTTP from another machine a browser works out no ids: nobody can tell whose a persona is, so that each goes.
    if (window.crypto.subtle === undefined) {
      forgetPersona(id);
      continue;
    }
    const ids = await Promise.all(channels.map((channelId) => identityIdOf(channelId, id)));
    if (ids.some((one) => personIds.includes(one))) forgetPersona(id);
  }
  forgetOpenNodes();
}

/** As lib/facts makes it: the server names people by it only. */
async function identityIdOf(channelId: string, userId: string): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(["identity", channelId, userId]));
  const hash = new Uint8Array(await window.crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...hash))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .slice(0, 20);
}
