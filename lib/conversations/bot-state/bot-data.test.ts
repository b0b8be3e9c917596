import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { BotDataPlace } from "@/lib/channels";
import { onEachDatabase } from "@/lib/db/testing";
import { newConversationId, newUserId } from "@/lib/model";
import { deleteUserData } from "./delete-user-data";
import { exportBotData } from "./export-bot-data";
import { readBotData } from "./read-bot-data";
import { writeBotData } from "./write-bot-data";

const botId = "old-bot";
const channelId = "emulator";
const newPlace = (): BotDataPlace => ({ scope: "user", channelId, userId: newUserId() });
const gzipped = (data: unknown) => gzipSync(JSON.stringify(data)).toString("base64");
const gunzipped = (data: unknown) => JSON.parse(gunzipSync(Buffer.from(String(data), "base64")).toString("utf8"));

onEachDatabase(() => {
  test("a record that was never saved is null with the tag *, and one that was is given back with its tag", async () => {
    const place = newPlace();
    expect(await readBotData(botId, place)).toEqual({ data: null, eTag: "*" });
    const saved = await writeBotData(botId, place, { data: { name: "Ann" }, eTag: "*" });
    expect(await readBotData(botId, place)).toEqual(saved);
  });

  describe("the form in which a record came", () => {
    test("is the one in which it goes back, until it comes in another, also with the same data", async () => {
      const place = newPlace();
      const data = { name: "Ann" };
      await writeBotData(botId, place, { data: gzipped(data) });
      expect(gunzipped((await readBotData(botId, place)).data)).toEqual(data);
      await writeBotData(botId, place, { data });
      expect((await readBotData(botId, place)).data).toEqual(data);
      await writeBotData(botId, place, { data: gzipped([1, 2]) });
      expect(gunzipped((await readBotData(botId, place)).data)).toEqual([1, 2]);
      await writeBotData(botId, place, { data: "a text" });
      expect((await readBotData(botId, place)).data).toBe("a text");
    });

    test("stays what it was when a write is refused", async () => {
      const place = newPlace();
      await writeBotData(botId, place, { data: { name: "Ann" } });
      await expect(writeBotData(botId, place, { data: gzipped({ name: "Bo" }), eTag: "stale" })).rejects.toMatchObject({
        code: "stale_etag",
      });
      expect((await readBotData(botId, place)).data).toEqual({ name: "Ann" });
    });
  });

  test("the tag that a saving is answered with is the stored one, also where nothing changed", async () => {
    const place = newPlace();
    for (const data of [{ n: 1 }, { n: 1 }, { n: 2 }]) {
      const { eTag } = await writeBotData(botId, place, { data });
      expect((await readBotData(botId, place)).eTag).toBe(eTag);
    }
  });

  test("a person's data goes with all that is private to them, and is no longer exported", async () => {
    const [userId, conversationId] = [newUserId(), newConversationId()];
    const channel = `channel-${userId}`;
    const places: BotDataPlace[] = [
      { scope: "user", channelId: channel, userId },
      { scope: "private", channelId: channel, conversationId, userId },
      { scope: "conversation", channelId: channel, conversationId },
    ];
    for (const place of places) await writeBotData(botId, place, { data: { scope: place.scope } });
    const before = await exportBotData(botId, channel, "");
    expect(before.botStateData.map(({ data }) => JSON.parse(data).scope).sort()).toEqual(["conversation", "private", "user"]);
    expect(await deleteUserData(botId, { channelId: channel, userId })).toHaveLength(2);
    const after = await exportBotData(botId, channel, "");
    expect(after).toMatchObject({
      botStateData: [{ conversationId, userId: "*", data: '{"scope":"conversation"}' }],
      continuationToken: "",
    });
  });
});
