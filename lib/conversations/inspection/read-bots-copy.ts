import { readBotCopy } from "@/lib/channels";
import { db, encodeText, sql } from "@/lib/db";
import type { BotCopy, BotCopyAnswer } from "@/lib/model";
import { readTellingActivities } from "@/lib/turns";
import { requireActiveConversation } from "../active-conversation";

/** The state that the bot told last, or last until the end of a turn, and since when it is attached. */
export async function readBotsCopy(conversationId: string, turn: number | null): Promise<BotCopyAnswer> {
  await requireActiveConversation(conversationId);
  const [copy, attachedAfterTurn] = await Promise.all([findCopy(conversationId, turn), readAttachedAfterTurn(conversationId)]);
  return { copy, attachedAfterTurn };
}

async function findCopy(conversationId: string, turn: number | null): Promise<BotCopy | null> {
  for (const logged of await readTellingActivities(conversationId, turn)) {
    const told = readBotCopy(logged.activity);
    if (told) return { turn: logged.turn, at: logged.activity.timestamp, ...told };
  }
  return null;
}

async function readAttachedAfterTurn(conversationId: string): Promise<number | null> {
  const [row] = await (await db()).query<{ attached_after_turn: number | null }>(
    sql`SELECT attached_after_turn FROM conversation WHERE id = ${encodeText(conversationId)}`,
  );
  return row?.attached_after_turn ?? null;
}
