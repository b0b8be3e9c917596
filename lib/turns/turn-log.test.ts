import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type Activity, newConversationId, type TurnSummary } from "@/lib/model";
import {
  appendActivities,
  closeInterruptedTurns,
  insertTurn,
  readHandWrites,
  readTurn,
  readTurnPlace,
  readTurnsBefore,
  toOpenTurn,
  updateClosedTurn,
} from ".";

const nowhere = { writeSeq: null, stateSeq: 0, botVersion: null };

onEachDatabase(() => {
  test("a turn is read back as it was opened, and as it was closed", async () => {
    const { id, open } = await openTurns(1);
    expect(await readTurn(id, 1)).toEqual(open[0]);
    const closed = close(open[0], { outcome: "failed", error: { name: "Error", message: "half \ud83d, nul \0", stack: "at …" } });
    await (await db()).execute(updateClosedTurn(id, closed, { writeSeq: 42, stateSeq: 43, botVersion: "1.2" }));
    expect(await readTurn(id, 1)).toEqual(closed);
    expect(await readTurnPlace(id, 1)).toEqual({ writeSeq: 42, stateSeq: 43, botVersion: "1.2" });
  });

  test("who spoke may have any id", async () => {
    const { id } = await openTurns(1, "half \ud83d, nul \0, /users/x");
    expect(await readTurn(id, 1)).toMatchObject({ userId: "half \ud83d, nul \0, /users/x" });
  });

  test("a turn that there is not is null", async () => {
    const { id } = await openTurns(1);
    for (const number of [0, 2, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
      expect([await readTurn(id, number), await readTurnPlace(id, number)]).toEqual([null, null]);
    }
  });

  test("turns come in pages, the newest first to be had and each page oldest first", async () => {
    const { id } = await openTurns(5);
    const numbers = async (before: number, limit: number) => (await readTurnsBefore(id, before, limit)).map(({ number }) => number);
    expect(await numbers(Number.MAX_SAFE_INTEGER, 2)).toEqual([4, 5]);
    expect(await numbers(4, 2)).toEqual([2, 3]);
    expect(await numbers(2, 2)).toEqual([1]);
    expect(await numbers(1, 2)).toEqual([]);
  });

  test("turns that were left running are interrupted at the next start, others are not", async () => {
    const { id, open } = await openTurns(2);
    await (await db()).execute(updateClosedTurn(id, close(open[0], { outcome: "completed", error: null }), nowhere));
    expect(await closeInterruptedTurns()).toBeGreaterThanOrEqual(1);
    expect((await readTurnsBefore(id, 10, 10)).map(({ outcome }) => outcome)).toEqual(["completed", "interrupted"]);
    expect(await closeInterruptedTurns()).toBe(0);
  });

  test("writes between turns are found, those of turns are not", async () => {
    const id = newConversationId();
    const kinds = ["start", "turn", "edit", "late", "reset", "undo"];
    for (const [index, kind] of kinds.entries()) {
      await (await db()).execute(sql`INSERT INTO state_write (seq, bot_id, kind, conversation_id, after_turn, by, at)
        VALUES (${index + 1}, 'bot', ${kind}, ${id}, ${index}, 'Kim', '2026-01-01T00:00:00.000Z')`);
    }
    const found = async (from: number, to: number) =>
      (await readHandWrites(id, from, to)).map(({ kind, afterTurn }) => `${afterTurn} ${kind}`);
    expect(await found(0, Number.MAX_SAFE_INTEGER)).toEqual(["0 start", "2 edit", "3 late", "4 reset", "5 undo"]);
    expect(await found(2, 4)).toEqual(["2 edit", "3 late", "4 reset"]);
  });
});

/** A conversation with turns that run, each opened by an activity. */
async function openTurns(count: number, userId = "ann"): Promise<{ id: string; open: TurnSummary[] }> {
  const id = newConversationId();
  const activities = Array.from({ length: count }, (_, index) => toActivity(id, index, userId));
  const open = activities.map((activity, index) => toOpenTurn(index + 1, activity));
  const rows = activities.map((activity, position) => ({ position, turn: position + 1, isIncoming: true, activity }));
  await (await db()).transaction([...appendActivities(id, rows), ...open.map((turn) => insertTurn(id, turn))]);
  return { id, open };
}

function close(turn: TurnSummary | undefined, ending: Pick<TurnSummary, "outcome" | "error">): TurnSummary {
  if (!turn) throw new Error("There is no such turn.");
  return { ...turn, ...ending, durationMs: 1.25, counts: { user: { added: 1, changed: 0, removed: 2 } } };
}

function toActivity(conversationId: string, position: number, userId: string): Activity {
  return {
    id: `a-${position}`,
    type: "message",
    timestamp: "2026-01-01T00:00:00.000Z",
    channelId: "emulator",
    conversation: { id: conversationId },
    from: { id: userId },
    recipient: { id: "bot" },
    text: `text ${position}`,
  };
}
