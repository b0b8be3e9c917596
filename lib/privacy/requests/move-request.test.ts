import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { subjectRef } from "@/lib/env";
import { identityIdOf, noteSeen } from "@/lib/facts";
import { localCaller } from "@/lib/model";
import { requireRequest } from "./case-row";
import { moveRequest } from "./move-request";
import { openRequest } from "./open-request";

const ann = { channelId: "webchat", userId: "ann" };
const caller = { ...localCaller, name: "Rita" };

async function open() {
  await (await db()).transaction(noteSeen({ ...ann, name: "Ann" }, { botId: "guide", at: "2026-11-20T10:00:00.000Z" }));
  return openRequest({ type: "erasure", personId: identityIdOf(ann), receivedOn: "2026-11-20" }, caller);
}

async function events(number: string) {
  const rows = await (await db()).query(
    sql`SELECT seq, "by", "from", "to", detail FROM request_event WHERE number = ${number} ORDER BY seq`,
  );
  return rows as { seq: number; by: string; from: string | null; to: string; detail: string }[];
}

onEachDatabase(() => {
  test("a case is numbered, received, and refers to every account of the person without naming one", async () => {
    const first = await open();
    const second = await open();
    expect(first).toMatchObject({ state: "received", subjects: [subjectRef(ann)], openedBy: "Rita", version: 1, closedAt: null });
    expect(first.number).toMatch(/^DS-\d{4}-0001$/);
    expect(second.number).toMatch(/^DS-\d{4}-0002$/);
    await expect(openRequest({ type: "access", personId: "nobody", receivedOn: "2026-11-20" }, caller)).rejects.toMatchObject({
      code: "person_not_found",
    });
  });

  test("cases that are opened at once have numbers of their own", async () => {
    const opened = await Promise.all([open(), open(), open(), open()]);
    expect(new Set(opened.map(({ number }) => number)).size).toBe(4);
  });

  test("a state that follows is taken, with its event and what else is to be written", async () => {
    const { number } = await open();
    const statements = [sql`UPDATE privacy_request SET notes = 'known by voice' WHERE number = ${number}`];
    const moved = await moveRequest(number, "verified", { caller, detail: { how: "staff" }, statements });
    expect(moved).toMatchObject({ state: "verified", version: 2, notes: "known by voice" });
    expect(await events(number)).toMatchObject([
      { seq: 1, from: null, to: "received" },
      { seq: 2, by: "Rita", from: "received", to: "verified", detail: '{"how":"staff"}' },
    ]);
  });

  test("a state that does not follow is refused, and so is what would have been written with it", async () => {
    const { number } = await open();
    const statements = [sql`UPDATE privacy_request SET notes = 'no' WHERE number = ${number}`];
    await expect(moveRequest(number, "running", { caller, statements })).rejects.toMatchObject({ code: "case_state_conflict" });
    expect(await requireRequest(number)).toMatchObject({ state: "received", notes: "", version: 1 });
    await expect(moveRequest("DS-1999-0001", "verified", { caller })).rejects.toMatchObject({ code: "case_not_found" });
  });

  test("a change upon an older version is refused", async () => {
    const { number } = await open();
    await moveRequest(number, "identity_unverified", { caller, version: 1 });
    await expect(moveRequest(number, "verified", { caller, version: 1 })).rejects.toMatchObject({
      code: "case_changed",
      details: { version: 2, state: "identity_unverified" },
    });
  });

  test("of two changes at once one is made, and the other is told", async () => {
    const { number } = await open();
    const moves = await Promise.allSettled([
      moveRequest(number, "verified", { caller, version: 1 }),
      moveRequest(number, "cancelled", { caller, version: 1 }),
    ]);
    expect(moves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = moves.find((move) => move.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "case_changed" });
    expect(await events(number)).toHaveLength(2);
  });

  test("a case that ends is closed, and nothing follows", async () => {
    const { number } = await open();
    expect((await moveRequest(number, "cancelled", { caller })).closedAt).not.toBeNull();
    await expect(moveRequest(number, "verified", { caller })).rejects.toMatchObject({ code: "case_state_conflict" });
  });
});
