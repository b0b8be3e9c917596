import { expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();

async function saySomething(address: string, facts: Record<string, unknown> = {}) {
  const { body } = await api.call("POST", `${address}/activities`, { body: { text: "hi", ...facts } });
  return (await api.call("GET", `${address}/turns/${body.turn.number}`)).body.activity;
}

test("locale and time zone are said with what is sent from then on, unless it says otherwise itself", async () => {
  const { address } = await api.start();
  expect(await saySomething(address)).toMatchObject({ locale: "en-US" });
  const { status, body } = await api.call("PATCH", address, { body: { locale: "de-AT", timeZone: "Europe/Vienna" } });
  expect([status, body.locale, body.timeZone]).toEqual([200, "de-AT", "Europe/Vienna"]);
  const said = await saySomething(address);
  expect(said).toMatchObject({ locale: "de-AT", localTimezone: "Europe/Vienna" });
  expect(Date.parse(said.localTimestamp)).toBe(Date.parse(said.timestamp));
  expect(await saySomething(address, { locale: "fr-FR" })).toMatchObject({ locale: "fr-FR", localTimezone: "Europe/Vienna" });
  await api.call("PATCH", address, { body: { locale: null } });
  expect(await saySomething(address)).toMatchObject({ locale: "en-US", localTimezone: "Europe/Vienna" });
});

test("on another channel the bot finds other state, and what it kept is there again on the first", async () => {
  const { address } = await api.start();
  await api.call("PUT", `${address}/state/private`, { body: { data: { here: 1 } }, headers: { "if-match": "*" } });
  expect((await api.call("PATCH", address, { body: { channelId: "msteams" } })).body.channelId).toBe("msteams");
  expect((await api.call("GET", `${address}/state`)).body.private.data).toBeNull();
  expect(await saySomething(address)).toMatchObject({ channelId: "msteams" });
  await api.call("PATCH", address, { body: { channelId: "emulator" } });
  expect((await api.call("GET", `${address}/state`)).body.private.data).toEqual({ here: 1 });
});

test("a turn that was begun before ends on its own channel", async () => {
  const { address } = await api.start();
  const slow = api.call("POST", `${address}/activities`, { body: { text: "keep 50 diet" } });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await api.call("PATCH", address, { body: { channelId: "msteams" } });
  expect((await slow).body.turn.outcome).toBe("completed");
  await api.call("PATCH", address, { body: { channelId: "emulator" } });
  expect((await api.call("GET", `${address}/state`)).body.conversation.data).toEqual({ diet: true });
});

test.each([{ locale: "not a tag" }, { timeZone: "Atlantis/Capital" }, { channelId: "" }, { botId: "other" }])(
  "%j is refused",
  async (body) => {
    const { address } = await api.start();
    expect((await api.call("PATCH", address, { body })).body.code).toBe("invalid_request");
    expect((await api.call("PATCH", "/api/conversations/none", { body: {} })).body.code).toBe("conversation_not_found");
  },
);
