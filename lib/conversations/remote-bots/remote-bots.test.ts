import { beforeAll, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { addBotRequest } from "@/lib/model";
import { addBot } from "./add-bot";
import { findBotByKey, renewBotKeys } from "./bot-keys";
import { changeBot } from "./change-bot";
import { deleteBot } from "./delete-bot";
import { openPassword, readRemoteBot } from "./remote-bot-row";

beforeAll(() => {
  process.env.TURNSCOPE_SECRET_KEY = "a key that only this test knows, 32+";
});

const request = (more: object = {}) => addBotRequest.parse({ name: "Weather", endpoint: "http://127.0.0.1:9/api/messages", ...more });

onEachDatabase((_, provider) => {
  const id = (name: string) => `${name}-${provider}`;

  test("a bot's row gives back what was asked for, in any characters, and its password only opened", async () => {
    const asked = {
      id: id("hostile"),
      name: "Wetter 🙂 \0 '; --",
      appId: "app '1",
      appPassword: "quite secret",
      tenantId: "t-1",
      timeoutMs: 900,
    };
    await addBot(request({ ...asked, deliveryMode: "expectReplies", channelId: "my channel" }));
    const row = await readRemoteBot(asked.id);
    const { appPassword, ...facts } = asked;
    expect(row).toMatchObject({ ...facts, deliveryMode: "expectReplies", channelId: "my channel" });
    expect(row?.sealedPassword).not.toContain(appPassword);
    expect(openPassword(row?.sealedPassword ?? "")).toBe(appPassword);
  });

  test("a change keeps what it does not name; null takes the password away", async () => {
    await addBot(request({ id: id("changed"), appId: "app-1", appPassword: "quite secret" }));
    await changeBot(id("changed"), { timeoutMs: 1_234 });
    expect(await readRemoteBot(id("changed"))).toMatchObject({ name: "Weather", appId: "app-1", timeoutMs: 1_234 });
    expect((await readRemoteBot(id("changed")))?.sealedPassword).not.toBeNull();
    await changeBot(id("changed"), { appPassword: null });
    expect(await readRemoteBot(id("changed"))).toMatchObject({ appId: "app-1", sealedPassword: null });
  });

  test("a key names its bot, for its purpose, until there are new ones", async () => {
    const { keys } = await addBot(request({ id: id("keyed") }));
    expect(await findBotByKey("direct-line", keys.directLineSecret)).toBe(id("keyed"));
    expect(await findBotByKey("storage", keys.storageKey)).toBe(id("keyed"));
    expect(await findBotByKey("storage", keys.directLineSecret)).toBeNull();
    const renewed = await renewBotKeys(id("keyed"));
    expect(await findBotByKey("storage", keys.storageKey)).toBeNull();
    expect(await findBotByKey("storage", renewed.storageKey)).toBe(id("keyed"));
  });

  test("a bot that is deleted leaves neither its row nor its keys", async () => {
    const { keys } = await addBot(request({ id: id("deleted") }));
    await deleteBot(id("deleted"));
    expect(await readRemoteBot(id("deleted"))).toBeNull();
    expect(await findBotByKey("direct-line", keys.directLineSecret)).toBeNull();
    await expect(renewBotKeys(id("deleted"))).rejects.toMatchObject({ code: "bot_not_found" });
  });
});
