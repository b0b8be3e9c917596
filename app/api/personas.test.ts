import { expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();

const nobodyElse = () => `ada-${crypto.randomUUID()}`;

test("a persona is kept, changed, listed and forgotten", async () => {
  const userId = nobodyElse();
  const made = await api.call("POST", "/api/personas", { body: { userId, name: "Ada", locale: "de-AT" } });
  expect([made.status, made.body]).toMatchObject([201, { userId, name: "Ada", locale: "de-AT", channelId: null, snapshotId: null }]);
  const address = `/api/personas/${made.body.id}`;
  const changed = await api.call("PUT", address, { body: { userId, name: "Ada L.", channelId: "webchat" } });
  expect(changed.body).toEqual({ ...made.body, name: "Ada L.", locale: null, channelId: "webchat" });
  expect((await api.call("GET", "/api/personas")).body.personas).toContainEqual(changed.body);
  expect((await api.call("DELETE", address)).body).toEqual(changed.body);
  for (const method of ["PUT", "DELETE"]) {
    const body = method === "PUT" ? { userId, name: "Ada" } : undefined;
    expect((await api.call(method, address, { body })).body.code).toBe("persona_not_found");
  }
});

test("two personas cannot be one person, and none begins with a snapshot that is not there", async () => {
  const userId = nobodyElse();
  const first = await api.call("POST", "/api/personas", { body: { userId, name: "Ada" } });
  const second = await api.call("POST", "/api/personas", { body: { userId: nobodyElse(), name: "Bo" } });
  expect((await api.call("POST", "/api/personas", { body: { userId, name: "Bo" } })).body.code).toBe("persona_exists");
  expect((await api.call("PUT", `/api/personas/${second.body.id}`, { body: { userId, name: "Bo" } })).body.code).toBe("persona_exists");
  const gone = { userId: nobodyElse(), name: "Bo", snapshotId: "s-gone" };
  expect((await api.call("POST", "/api/personas", { body: gone })).body.code).toBe("snapshot_not_found");
  expect((await api.call("PUT", `/api/personas/${first.body.id}`, { body: { userId, name: "Ada, the first" } })).status).toBe(200);
});

test.each([
  ["no name", { userId: "u", name: " " }, "/name"],
  ["no person", { name: "Ada" }, "/userId"],
  ["a locale that is none", { userId: "u", name: "Ada", locale: "de_AT!" }, "/locale"],
  ["a channel that would not fit a storage key", { userId: "u", name: "Ada", channelId: "a/b" }, "/channelId"],
])("%s is refused", async (_, body, path) => {
  const refused = await api.call("POST", "/api/personas", { body });
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, path]);
});

test("a conversation is started as a persona, with its locale, channel and start state", async () => {
  const { address, conversationId } = await api.start({ state: { user: { a: 1 } } });
  const { body: snapshot } = await api.call("POST", "/api/snapshots", { body: { name: "a is 1", conversationId } });
  expect((await api.call("GET", `${address}/state/user`)).body.data).toEqual({ a: 1 });
  const userId = nobodyElse();
  const ada = { userId, name: "Ada", locale: "de-AT", channelId: "webchat", snapshotId: snapshot.id };
  const { body: persona } = await api.call("POST", "/api/personas", { body: ada });
  const started = await api.start({ personaId: persona.id });
  expect(started.user).toEqual({ id: userId, name: "Ada" });
  expect((await api.call("GET", `${started.address}/state/user`)).body.data).toEqual({ a: 1 });
  expect((await api.call("GET", started.address)).body.channelId).toBe("webchat");
  const { body: greeting } = await api.call("GET", `${started.address}/turns/1`);
  expect(greeting.activity).toMatchObject({ locale: "de-AT", channelId: "webchat", from: { id: userId } });
  await api.call("DELETE", `/api/snapshots/${snapshot.id}`);
  expect((await api.call("GET", "/api/personas")).body.personas).toContainEqual({ ...persona, snapshotId: null });
  const unknown = await api.call("POST", "/api/conversations", { body: { botId: "obedient", personaId: "p-gone" } });
  expect([unknown.status, unknown.body.code]).toEqual([404, "persona_not_found"]);
});
