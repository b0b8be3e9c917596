import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type ExchangeRow, writeExchanges } from "./exchange-rows";
import { listExchanges } from "./list-exchanges";
import { flushProtocolLog, noteExchange } from "./note-exchange";

const nothing = { headers: {}, body: null, bytes: 0 };

function exchange(conversationId: string | null, facts: Partial<ExchangeRow> = {}): ExchangeRow {
  const base = { botId: null, party: "bot", direction: "out", method: "POST", url: "/x", status: 200, durationMs: 1.5 } as const;
  return { ...base, conversationId, request: nothing, response: nothing, error: null, at: new Date().toISOString(), ...facts };
}

onEachDatabase(() => {
  async function conversation(id: string): Promise<string> {
    await (await db()).execute(sql`INSERT INTO conversation (id, bot_id, channel_id, created_at, last_activity_at, is_read_only)
      VALUES (${id}, 'echo', 'emulator', '', '', ${false})`);
    return id;
  }
  const urls = async (id: string, query: Partial<Parameters<typeof listExchanges>[1]> = {}) =>
    (await listExchanges(id, { limit: 100, ...query })).exchanges.map(({ url }) => url);

  test("exchanges are read in their order, a page at a time, with the conversation's bot", async () => {
    const id = await conversation("paged");
    await writeExchanges(["/1", "/2", "/3"].map((url) => exchange(id, { url })));
    const newest = await listExchanges(id, { limit: 2 });
    expect(newest.exchanges.map(({ url, botId }) => [url, botId])).toEqual([
      ["/2", "echo"],
      ["/3", "echo"],
    ]);
    expect(await listExchanges(id, { limit: 2, before: newest.cursor ?? 0 })).toMatchObject({ exchanges: [{ url: "/1" }], cursor: null });
  });

  test("they are filtered by whom they are with, who asked, and what came of it", async () => {
    const id = await conversation("filtered");
    await writeExchanges([
      exchange(id, { url: "/out" }),
      exchange(id, { url: "/in", direction: "in", status: 404 }),
      exchange(id, { url: "/client", party: "client", direction: "in", status: 201 }),
      exchange(id, { url: "/none", status: null, response: null, error: "Nothing listens." }),
    ]);
    expect(await urls(id, { party: "client" })).toEqual(["/client"]);
    expect(await urls(id, { direction: "in" })).toEqual(["/in", "/client"]);
    expect(await urls(id, { status: "2xx" })).toEqual(["/out", "/client"]);
    expect(await urls(id, { status: "none" })).toEqual(["/none"]);
  });

  test("of a conversation only the newest are kept", async () => {
    const [id, other] = [await conversation("bounded"), await conversation("beside")];
    await writeExchanges([exchange(other, { url: "/stays" })]);
    for (let round = 0; round < 5; round++) {
      const rows = Array.from({ length: 200 }, (_, index) => exchange(id, { url: `/${round * 200 + index}` }));
      await writeExchanges(rows, 150);
    }
    const kept = await urls(id, { limit: 500 });
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([150, "/850", "/999"]);
    expect(await urls(other)).toEqual(["/stays"]);
  });

  test("ids of conversations that are not here make no log of their own", async () => {
    await writeExchanges([exchange("made-up", { url: "/made-up" })]);
    expect(await (await db()).query(sql`SELECT conversation_id FROM protocol_exchange WHERE url = '/made-up'`)).toEqual([
      { conversation_id: null },
    ]);
  });

  test("what is noted is there when it is read, shortened and without secrets", async () => {
    const id = await conversation("noted");
    const body = JSON.stringify({ token: "hidden-away", text: "é".repeat(100_000) });
    const request = { headers: [["Authorization", "Bearer hidden-away"]] as const, body };
    noteExchange({ ...exchange(id), request, response: { headers: [["content-type", "image/png"]], body: Buffer.from("png") } });
    const [logged] = (await listExchanges(id, { limit: 1 })).exchanges;
    expect(logged?.request).toMatchObject({ headers: { authorization: "Bearer (left out)" }, bytes: Buffer.byteLength(body) });
    expect(logged?.request.body).toHaveLength(64 * 1024 + 1);
    expect(JSON.stringify(logged)).not.toContain("hidden-away");
    expect(logged?.response).toMatchObject({ body: null, bytes: 3 });
    await flushProtocolLog();
  });
});
