import { knownDialogs } from "@/lib/conversations";
import { db, encodeText, sql } from "@/lib/db";
import { type DialogFrame, type JsonObject, readDialogStack, splitItem } from "@/lib/model";
import { count, type Found } from "../found";

/** What today's bot has. */
export type Dialogs = { has(id: string): boolean /** Null for what is no waterfall. */; stepsOf(id: string): number | null };

/** A dialog stack that waits in a conversation. */
export type WaitingStack = { conversationId: string; seq: number; frames: DialogFrame[] };

/** The place of the first dialog that cannot be continued, and why; null for a stack that can. */
export function findBreak(frames: readonly DialogFrame[], dialogs: Dialogs): { place: string; reason: string } | null {
  for (const frame of frames) {
    const steps = dialogs.stepsOf(frame.id);
    if (!dialogs.has(frame.id)) return { place: frame.id, reason: `The bot has no dialog “${frame.id}” any more.` };
    if (frame.step !== null && steps !== null && frame.step >= steps)
      return { place: frame.id, reason: `“${frame.id}” has ${count(steps, "step")} now, and waits at step ${frame.step + 1}.` };
    const within = findBreak(frame.nested, dialogs);
    if (within) return { ...within, place: `${frame.id} › ${within.place}` };
  }
  return null;
}

function findBrokenDialogs(stacks: readonly WaitingStack[], dialogs: Dialogs): Found[] {
  const groups = new Map<string, { reason: string; stacks: WaitingStack[] }>();
  for (const stack of stacks) {
    const broken = findBreak(stack.frames, dialogs);
    if (!broken) continue;
    const group = groups.get(broken.place) ?? { reason: broken.reason, stacks: [] };
    groups.set(broken.place, { ...group, stacks: [...group.stacks, stack] });
  }
  return [...groups].map(([place, { reason, stacks: those }]) => ({
    rule: "broken-dialog" as const,
    ...{ scope: "dialog" as const, path: place, pathId: null, label: null, people: those.length, conversations: those.length },
    detail: `${reason} ${count(those.length, "conversation")} ${those.length === 1 ? "waits" : "wait"} in it.`,
    seqs: those.map(({ seq }) => seq),
  }));
}

export async function findDialogsOfToday(botId: string): Promise<Found[]> {
  const dialogs = await knownDialogs(botId);
  return dialogs === null ? [] : findBrokenDialogs(await readStacks(botId), dialogs);
}

/** The conversations used last: they are the likeliest to be continued. */
const conversationsLookedAt = 2000;

type StackRow = { conversation_id: string; write_seq: number; data: string };

async function readStacks(botId: string): Promise<WaitingStack[]> {
  const bot = encodeText(botId);
  const rows = await (await db()).aside<StackRow>(sql`SELECT item.conversation_id, item.write_seq, item.data
    FROM (SELECT id FROM conversation WHERE bot_id = ${bot} AND NOT is_read_only
      ORDER BY last_activity_at DESC, id DESC LIMIT ${conversationsLookedAt}) latest
    CROSS JOIN store_item item WHERE item.bot_id = ${bot} AND item.conversation_id = latest.id
      AND (lower(item.data) LIKE '%dialogstack%' OR lower(item.data) LIKE '%callstack%')`);
  return rows.map(({ conversation_id, write_seq, data }) => {
    const { dialog } = splitItem(JSON.parse(data) as JsonObject);
    return { conversationId: conversation_id, seq: write_seq, frames: dialog === null ? [] : readDialogStack(dialog) };
  });
}
