import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { conversationGate, gates, userGate } from "@/lib/state";
import { exportGate } from "../../export/export-gate";
import { identityIdsOf, type Reach } from "../reach/reach";
import type { ItemPlace, Task } from "../work/task";

/** Waits for every turn, edit and export of these conversations and people, and keeps others out. Answers what lets them in again. */
export async function holdGates({ reach, outside }: Pick<Task, "reach" | "outside">): Promise<() => void> {
  const conversations = [...reach.conversations.map(({ id }) => id), ...reach.detached].map(conversationGate);
  const bots = await botsOf(reach);
  const users = reach.accounts.flatMap(({ channelId, userId }) => bots.map((botId) => userGate(botId, channelId, userId)));
  const others = gatesOf(outside);
  return acquire({
    conversations: [...conversations, ...others.conversations],
    users: [...users, ...others.users],
    exports: identityIdsOf(reach).map(exportGate),
  });
}

/** The same for state of others. */
export function holdGatesOf(places: readonly ItemPlace[]): Promise<() => void> {
  return acquire(gatesOf(places));
}

type GateNames = { conversations: string[]; users: string[]; exports?: string[] };

/** Turns hold their conversation before their user, and so does this. */
function acquire({ conversations, users, exports = [] }: GateNames): Promise<() => void> {
  return gates().acquireAll([conversations, users, exports].flatMap((names) => [...new Set(names)].sort()));
}

function gatesOf(places: readonly ItemPlace[]): GateNames {
  const conversations = places.flatMap(({ conversationId }) => (conversationId === null ? [] : [conversationGate(conversationId)]));
  const users = places.flatMap(({ botId, channelId, conversationId, userId }) =>
    conversationId !== null || channelId === null || userId === null ? [] : [userGate(botId, channelId, userId)],
  );
  return { conversations, users };
}

async function botsOf(reach: Reach): Promise<string[]> {
  const bots = new Set(reach.conversations.map(({ botId }) => botId));
  for (const chunk of inChunks(identityIdsOf(reach))) {
    const rows = await (await db()).query<{ bot_id: string }>(
      sql`SELECT DISTINCT bot_id FROM acquaintance WHERE identity_id IN (${join(chunk)})`,
    );
    for (const { bot_id } of rows) bots.add(decodeText(bot_id));
  }
  return [...bots];
}
