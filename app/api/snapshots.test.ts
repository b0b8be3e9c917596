import { describe, expect, test } from "vitest";
import { maxItemBytes } from "@/lib/model";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();

const emptyState = { user: null, conversation: null, private: null, dialog: null };
const file = {
  format: "turnscope-snapshot",
  version: 1,
  name: "made by hand",
  botId: "obedient",
  createdAt: "2026-01-01T00:00:00.000Z",
  createdBy: "Kim",
  state: { ...emptyState, user: { a: 1 } },
};
const stack = { dialogStack: [] };

test("a snapshot is saved, exported, imported and applied", async () => {
  const { address, conversationId } = await api.start();
  await api.call("POST", `${address}/activities`, { body: { text: "begin dialog" } });
  const headers = { "x-turnscope-by": "Zo%C3%AB" };
  const saved = await api.call("POST", "/api/snapshots", { body: { name: "Zoë's “half”", conversationId }, headers });
  expect([saved.status, saved.body.createdBy]).toEqual([201, "Zoë"]);
  const exported = await api.call("GET", `/api/snapshots/${saved.body.id}`);
  expect(exported.headers.get("content-disposition")).toBe(
    `attachment; filename="Zo-s-half-.snapshot.json"; filename*=UTF-8''Zo%C3%AB%27s%20%E2%80%9Chalf%E2%80%9D.snapshot.json`,
  );
  const imported = await api.call("POST", "/api/snapshots", { text: exported.text });
  const other = await api.start();
  const applied = await api.call("POST", `/api/snapshots/${imported.body.id}/apply`, { body: { conversationId: other.conversationId } });
  expect(applied.body.state).toMatchObject({
    conversation: { data: { topic: "travel" } },
    dialog: { property: "DialogState", data: { dialogStack: [{ id: "root" }] } },
  });
  const { snapshots } = (await api.call("GET", "/api/snapshots")).body;
  expect(
    snapshots
      .slice(0, 2)
      .map(({ id }: { id: string }) => id)
      .sort(),
  ).toEqual([imported.body.id, saved.body.id].sort());
});

test("a conversation is started from a snapshot", async () => {
  const { body } = await api.call("POST", "/api/snapshots", { body: file });
  const { address } = await api.start({ snapshotId: body.id });
  expect((await api.call("GET", `${address}/state/user`)).body.data).toEqual({ a: 1 });
  const gone = await api.call("POST", "/api/conversations", { body: { botId: "obedient", snapshotId: "s-gone" } });
  expect([gone.status, gone.body.code]).toEqual([404, "snapshot_not_found"]);
});

test("a stale eTag is answered with the current scopes", async () => {
  const { body } = await api.call("POST", "/api/snapshots", { body: file });
  const { address, conversationId } = await api.start();
  await api.call("PUT", `${address}/state/user`, { body: { data: { b: 1 } }, headers: { "if-match": "*" } });
  const refused = await api.call("POST", `/api/snapshots/${body.id}/apply`, { body: { conversationId, eTags: { user: null } } });
  expect([refused.status, refused.body.current.user.data]).toEqual([412, { b: 1 }]);
  expect((await api.call("GET", `${address}/state/user`)).body.data).toEqual({ b: 1 });
});

test("a deleted snapshot is answered once more and then gone", async () => {
  const { body } = await api.call("POST", "/api/snapshots", { body: file });
  expect((await api.call("DELETE", `/api/snapshots/${body.id}`)).body).toEqual(body);
  for (const method of ["GET", "DELETE"])
    expect((await api.call(method, `/api/snapshots/${body.id}`)).body.code).toBe("snapshot_not_found");
});

test("__proto__ and script are kept as plain data", async () => {
  const state = JSON.stringify({ ...emptyState, user: "HERE" }).replace(
    '"HERE"',
    '{"__proto__":{"isAdmin":true},"text":"<script>alert(1)</script>"}',
  );
  const text = JSON.stringify({ ...file, state: "HERE" }).replace('"HERE"', state);
  const imported = await api.call("POST", "/api/snapshots", { text });
  expect((await api.call("GET", `/api/snapshots/${imported.body.id}`)).text).toBe(text);
});

describe("what cannot be read is refused with its place, and nothing is kept", () => {
  const withState = (state: object) => ({ ...file, state: { ...emptyState, ...state } });
  const large = { text: "x".repeat(maxItemBytes) };
  test.each([
    ["another format", { ...file, format: "turnscope-bundle" }, "/format", /Invalid/],
    ["a newer version", { ...file, version: 2 }, "/version", /version 2; this Turnscope reads version 1/],
    ["no version", { ...file, version: undefined }, "/version", /Expected 1/],
    ["an empty name", { ...file, name: " " }, "/name", />=1/],
    ["a name that is too long", { ...file, name: "x".repeat(201) }, "/name", /200/],
    ["a member from elsewhere", { ...file, extra: 1 }, "/extra", /Unrecognized/],
    ["a date that is none", { ...file, createdAt: "yesterday" }, "/createdAt", /datetime/],
    ["no state", { ...file, state: undefined }, "/state", /expected object/],
    ["a list for a scope", withState({ user: [] }), "/state/user", /JSON object/],
    ["a missing scope", { ...file, state: { user: null, conversation: null, private: null } }, "/state/dialog", /Invalid/],
    ["an item that is too large", withState({ private: large }), "/state/private", /5242880/],
    [
      "a dialog without a stack",
      withState({ dialog: { item: "conversation", property: "D", data: {} } }),
      "/state/dialog/data",
      /dialogStack/,
    ],
    ["a dialog elsewhere", withState({ dialog: { item: "user", property: "D", data: stack } }), "/state/dialog/item", /conversation/],
    [
      "a dialog that is there twice",
      withState({ conversation: { D: 1 }, dialog: { item: "conversation", property: "D", data: stack } }),
      "/state/dialog/property",
      /too/,
    ],
  ])("%s", async (_, body, path, message) => {
    const before = (await api.call("GET", "/api/snapshots")).body;
    const refused = await api.call("POST", "/api/snapshots", { body });
    expect([refused.status, refused.body.code]).toEqual([422, "invalid_request"]);
    expect(refused.body.errors).toContainEqual({ in: "body", path, message: expect.stringMatching(message) });
    expect((await api.call("GET", "/api/snapshots")).body).toEqual(before);
  });

  test("a file that is cut off", async () => {
    const refused = await api.call("POST", "/api/snapshots", { text: JSON.stringify(file).slice(0, -9) });
    expect([refused.status, refused.body.code]).toEqual([400, "malformed_json"]);
  });

  test("a file over the limit", async () => {
    const body = { ...file, state: { ...emptyState, user: { text: "x".repeat(24 * 1024 * 1024) } } };
    expect((await api.call("POST", "/api/snapshots", { body })).status).toBe(413);
  });
});

test("a snapshot is renamed, and its file with it", async () => {
  const { body } = await api.call("POST", "/api/snapshots", { body: file });
  const renamed = await api.call("PATCH", `/api/snapshots/${body.id}`, { body: { name: " vegetarian " } });
  expect([renamed.status, renamed.body]).toEqual([200, { ...body, name: "vegetarian" }]);
  expect((await api.call("GET", `/api/snapshots/${body.id}`)).body).toEqual({ ...file, name: "vegetarian" });
  const refused = await api.call("PATCH", `/api/snapshots/${body.id}`, { body: { name: " " } });
  expect([refused.status, refused.body.code]).toEqual([422, "invalid_request"]);
  const gone = await api.call("PATCH", "/api/snapshots/s-gone", { body: { name: "a" } });
  expect([gone.status, gone.body.code]).toEqual([404, "snapshot_not_found"]);
});

test("state as deep as it may be written is saved, exported, imported and applied", async () => {
  const { address, conversationId } = await api.start();
  const deep = nested(198);
  const written = await api.call("PUT", `${address}/state/user`, { body: { data: deep }, headers: { "if-match": "*" } });
  expect(written.status).toBe(200);
  const saved = await api.call("POST", "/api/snapshots", { body: { name: "deep", conversationId } });
  const exported = await api.call("GET", `/api/snapshots/${saved.body.id}`);
  const imported = await api.call("POST", "/api/snapshots", { text: exported.text });
  expect(imported.status).toBe(201);
  const bundle = await api.call("GET", `${address}/bundle`);
  const opened = await api.call("POST", "/api/bundles", { text: bundle.text });
  expect(opened.status).toBe(201);
  const state = await api.call("GET", `/api/conversations/${opened.body.conversationId}/state/user`);
  expect(state.body.data).toEqual(deep);
});

test("a file that nests deeper than any that is exported is refused", async () => {
  const refused = await api.call("POST", "/api/snapshots", { body: { ...file, state: { ...emptyState, user: nested(300) } } });
  expect([refused.status, refused.body.detail]).toEqual([422, "The body nests deeper than 256 levels. Send something flatter."]);
});

/** An object that holds an object, and so on, so many levels in all. */
function nested(levels: number): Record<string, unknown> {
  let value: Record<string, unknown> = {};
  for (let level = 1; level < levels; level++) value = { a: value };
  return value;
}
