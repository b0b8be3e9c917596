import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type Activity, newConversationId } from "@/lib/model";
import { replaceActivity } from "./replace-activity";
import { appendActivities, readTellingActivities } from "./told-state";

const trace = { type: "trace", valueType: "https://www.botframework.com/schemas/botState", value: { userState: {} } };

function row(conversationId: string, position: number, more: Partial<Activity>) {
  const activity: Activity = {
    type: "message",
    id: `${conversationId}-${position}`,
    timestamp: new Date(position * 1000).toISOString(),
    channelId: "emulator",
    conversation: { id: conversationId },
    from: { id: "bot" },
    recipient: { id: "ann" },
    ...more,
  };
  return { position, turn: position + 1, isIncoming: false, activity };
}

onEachDatabase(() => {
  const positionsOf = async (id: string) => (await readTellingActivities(id, null)).map(({ position }) => position);

  test("what the bot took back no longer tells its state, and what it changed does when it does now", async () => {
    const id = newConversationId();
    const rows = [row(id, 0, trace), row(id, 1, {}), row(id, 2, trace)];
    await (await db()).transaction(appendActivities(id, rows));
    expect(await positionsOf(id)).toEqual([2]);
    await replaceActivity(id, row(id, 2, { type: "messageDelete" }).activity);
    expect(await positionsOf(id)).toEqual([0]);
    await replaceActivity(id, row(id, 1, trace).activity);
    expect(await positionsOf(id)).toEqual([1]);
  });

  test("the last one is found by its place, whatever else the log holds", async () => {
    const id = newConversationId();
    const rows = Array.from({ length: 5000 }, (_, position) =>
      row(id, position, position === 0 ? trace : { type: "trace", name: "other" }),
    );
    await (await db()).transaction(appendActivities(id, rows));
    expect(await positionsOf(id)).toEqual([0]);
    const [{ kept } = { kept: 0 }] = await (await db()).query<{ kept: number }>(
      sql`SELECT count(*) AS kept FROM told_state WHERE conversation_id = ${id}`,
    );
    expect(kept).toBe(1);
  });
});
