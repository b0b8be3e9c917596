import { knownDialogs } from "@/lib/conversations";
import { db, encodeText, join, sql } from "@/lib/db";
import { type DialogFrame, type JsonObject, readDialogStack, splitItem } from "@/lib/model";
import { count, type Found } from "../found";
import type { LintPath } from "../lint-path";

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

export function findBrokenDialogs(stacks: readonly WaitingStack[], dialogs: Dialogs): Found[] {
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

export async function findDialogsOfToday(botId: string, paths: readonly LintPath[]): Promise<Found[]> {
  const dialogs = await knownDialogs(botId);
  const ids = paths.filter(({ scope }) => scope === "dialog").map(({ id }) => id);
  return dialogs === null || ids.length === 0 ? [] : findBrokenDialogs(await readStacks(botId, ids), dialogs);
}

/** The newest ones: they are the likeliest to be continued. */
const stacksLookedAt = 1000;

async function readStacks(botId: string, pathIds: readonly string[]): Promise<WaitingStack[]> {
  const rows = await (await db()).aside<{
    conversation_id: string;
    write_seq: number;
    data: string;
  }>(sql`SELECT conversation_id, write_seq, data
    FROM store_item WHERE bot_id = ${encodeText(botId)} AND data IS NOT NULL AND conversation_id IS NOT NULL
      AND id IN (SELECT item_id FROM fact WHERE path_id IN (${join([...pathIds])}))
    ORDER BY write_seq DESC LIMIT ${stacksLookedAt}`);
  return rows.map(({ conversation_id, write_seq, data }) => {
    const { dialog } = splitItem(JSON.parse(data) as JsonObject);
    return { conversationId: conversation_id, seq: write_seq, frames: dialog === null ? [] : readDialogStack(dialog) };
  });
}
