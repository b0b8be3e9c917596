import { describe, expect, onTestFinished, test } from "vitest";
import { db } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type BusEvent, bus } from "@/lib/live";
import { type Activity, newConversationId } from "@/lib/model";
import {
  type ActivityRow,
  announceActivities,
  appendActivities,
  findByClientActivityId,
  readActivitiesBefore,
  readActivitiesFrom,
  readActivitiesOfTurns,
  readActivity,
  readLogEnd,
  readTellingActivities,
  replaceActivity,
} from ".";

onEachDatabase(() => {
  test("an activity comes back whole, with its place and its turn", async () => {
    const id = newConversationId();
    const activity = { ...toActivity(id, 0), value: JSON.parse('{"__proto__": 1}'), channelData: { text: "half \ud83d, nul \0" } };
    await append(id, [{ position: 0, turn: 7, isIncoming: true, activity }]);
    const [logged] = await readActivitiesFrom(id, 0, 10);
    expect(logged).toEqual({ position: 0, turn: 7, activity });
    expect(JSON.stringify(logged?.activity)).toBe(JSON.stringify(activity));
    expect(await readActivity(id, activity.id)).toEqual(activity);
  });

  describe("reading", () => {
    test("forwards, backwards and by turn gives activities oldest first", async () => {
      const id = newConversationId();
      await append(
        id,
        [0, 1, 2, 3, 4].map((position) => row(id, position)),
      );
      const positions = (logged: { position: number }[]): number[] => logged.map(({ position }) => position);
      expect(positions(await readActivitiesFrom(id, 1, 3))).toEqual([1, 2, 3]);
      expect(positions(await readActivitiesBefore(id, 4, 3))).toEqual([1, 2, 3]);
      expect(positions(await readActivitiesBefore(id, Number.MAX_SAFE_INTEGER, 2))).toEqual([3, 4]);
      expect(positions(await readActivitiesFrom(id, Number.MAX_SAFE_INTEGER, 2))).toEqual([]);
      expect(positions(await readActivitiesOfTurns(id, 1, 1))).toEqual([2, 3]);
      expect(await readActivitiesFrom("nowhere", 0, 10)).toEqual([]);
    });

    test("the end of a log says what comes next", async () => {
      const id = newConversationId();
      expect(await readLogEnd(id)).toEqual({ nextPosition: 0, lastTurn: 0, lastTimestamp: null });
      await append(id, [row(id, 0), row(id, 1)]);
      expect(await readLogEnd(id)).toEqual({ nextPosition: 2, lastTurn: 0, lastTimestamp: timeOf(1) });
    });

    test("the last trace and the last event that tell a bot's state are found, newest first, as of any turn", async () => {
      const id = newConversationId();
      const trace = { type: "trace", valueType: "https://www.botframework.com/schemas/botState" };
      const event = { type: "event", name: "debug", value: [{ type: "variable", value: 1 }] };
      const other = { type: "trace", valueType: "https://www.botframework.com/schemas/error" };
      const told = [{}, trace, event, {}, trace, other, { type: "event" }];
      const rows = told.map((more, position) => ({ ...row(id, position), activity: { ...toActivity(id, position), ...more } }));
      await append(id, rows);
      const positionsAt = async (turn: number | null) => (await readTellingActivities(id, turn)).map(({ position }) => position);
      expect(await positionsAt(null)).toEqual([4, 2]);
      expect(await positionsAt(Number.MAX_SAFE_INTEGER)).toEqual([4, 2]);
      expect(await positionsAt(1)).toEqual([2, 1]);
      expect(await positionsAt(0)).toEqual([1]);
      expect(await readTellingActivities("nowhere", null)).toEqual([]);
    });

    test("a client's own id finds its activity in its own conversation only", async () => {
      const [id, other] = [newConversationId(), newConversationId()];
      await append(id, [{ ...row(id, 0), clientActivityId: "mine \0" }]);
      expect(await findByClientActivityId(id, "mine \0")).toMatchObject({ position: 0 });
      expect(await findByClientActivityId(id, "mine")).toBeNull();
      expect(await findByClientActivityId(other, "mine \0")).toBeNull();
    });
  });

  describe("writing", () => {
    test("a place is taken once, and what was refused left nothing", async () => {
      const id = newConversationId();
      await append(id, [row(id, 0)]);
      await expect(append(id, [row(id, 1), { ...row(id, 0), activity: toActivity(id, 9) }])).rejects.toThrow();
      expect(await readActivitiesFrom(id, 0, 10)).toHaveLength(1);
    });

    test("an activity that is replaced keeps its place, and pages are told", async () => {
      const id = newConversationId();
      await append(id, [row(id, 0), row(id, 1)]);
      const events = eventsOf();
      const changed = { ...toActivity(id, 0), text: "changed" };
      expect(await replaceActivity(id, changed)).toBe(true);
      expect(events).toEqual([
        { type: "activities", conversationId: id, activities: [{ position: 0, turn: 0, activity: changed }], watermark: 0 },
      ]);
      expect((await readActivitiesFrom(id, 0, 10)).map(({ activity }) => activity.text)).toEqual(["changed", "text 1"]);
    });

    test("replacing what is not there says so and tells nobody", async () => {
      const id = newConversationId();
      const events = eventsOf();
      expect(await replaceActivity(id, toActivity(id, 0))).toBe(false);
      expect(events).toEqual([]);
    });

    test("announcing nothing tells nobody", () => {
      const events = eventsOf();
      announceActivities("c", []);
      announceActivities("c", [row("c", 4), row("c", 5)]);
      expect(events).toMatchObject([
        {
          conversationId: "c",
          watermark: 6,
          activities: [
            { position: 4, turn: 2 },
            { position: 5, turn: 2 },
          ],
        },
      ]);
    });
  });
});

async function append(conversationId: string, rows: ActivityRow[]): Promise<void> {
  await (await db()).transaction(appendActivities(conversationId, rows));
}

function row(conversationId: string, position: number): ActivityRow {
  return { position, turn: Math.floor(position / 2), isIncoming: true, activity: toActivity(conversationId, position) };
}

function timeOf(position: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, 0, position)).toISOString();
}

function toActivity(conversationId: string, position: number): Activity {
  return {
    id: `a-${position}`,
    type: "message",
    timestamp: timeOf(position),
    channelId: "emulator",
    conversation: { id: conversationId },
    from: { id: "ann" },
    recipient: { id: "bot" },
    text: `text ${position}`,
  };
}

function eventsOf(): BusEvent[] {
  const events: BusEvent[] = [];
  onTestFinished(bus().subscribe((event) => events.push(event)));
  return events;
}
