import { expect, test, vi } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { factStatements, identityIdOf } from "@/lib/facts";
import { bus } from "@/lib/live";
import { know } from "../testing/known-people";
import { keepCounting } from "./keep-counting";

const ann = { channelId: "emulator", userId: "u-ann" };

onEachDatabase(() => {
  test("the size of what is known of a person is right soon after a write has changed a value", async () => {
    await know({ ...ann, data: { city: "Gent" } });
    const onError = vi.fn();
    const stop = keepCounting({ delayMs: 1, onError });
    try {
      await vi.waitFor(async () => expect(await readDue()).toEqual([]));
      await change("Gent", "Oostende");
      bus().publish({ type: "state", conversationId: null, turn: null, write: null, touched: [] });
      await vi.waitFor(async () => expect(await readPerson()).toEqual({ facts: 1, bytes: "Oostende".length, oldest_seq: 1000 }));
      await vi.waitFor(async () => expect(await readDue()).toEqual([]));
      expect(onError).not.toHaveBeenCalled();
    } finally {
      await stop();
    }
  });
});

async function change(from: string, to: string): Promise<void> {
  const [item] = await (await db()).query<{ item_id: string }>(sql`SELECT item_id FROM fact WHERE identity_id = ${identityIdOf(ann)}`);
  const write = { itemId: item?.item_id ?? "", botId: "guide", scope: "user" as const, owner: ann };
  const texts = { before: JSON.stringify({ city: from }), after: JSON.stringify({ city: to }) };
  await (await db()).transaction(factStatements([{ ...write, ...texts }], { seq: 1000, at: "2026-11-21T10:00:00.000Z", person: ann }));
}

async function readPerson(): Promise<unknown> {
  const [person] = await (await db()).query(sql`SELECT facts, bytes, oldest_seq FROM person WHERE id = ${identityIdOf(ann)}`);
  return person;
}

async function readDue(): Promise<unknown[]> {
  return (await db()).query(sql`SELECT identity_id FROM person_due`);
}
