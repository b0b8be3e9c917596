import { expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();

/** A conversation with a user scope that said Ada first and Grace after turn 2. */
async function editedConversation(): Promise<string> {
  const { address } = await api.start({ state: { user: { name: "Ada" } } });
  await say(address, "hello");
  await api.call("PATCH", `${address}/state/user`, {
    body: [{ op: "replace", path: "/name", value: "Grace" }],
    headers: { "if-match": "*", "x-turnscope-by": "Kim" },
  });
  return address;
}

async function say(address: string, text: string): Promise<void> {
  const { status } = await api.call("POST", `${address}/activities`, { body: { text } });
  expect(status).toBe(200);
}

test("state is answered as it was after a turn, before one and after a write by hand", async () => {
  const address = await editedConversation();
  await say(address, "again");
  const name = async (query: string) => (await api.call("GET", `${address}/state?${query}`)).body.user.data?.name;
  const [write] = (await api.call("GET", `${address}/turns`)).body.writes.slice(-1);
  expect(await name("turn=2")).toBe("Ada");
  expect(await name("turn=3&before=1")).toBe("Grace");
  expect(await name("turn=0")).toBe("Ada");
  expect(await name(`seq=${write.seq}`)).toBe("Grace");
  expect(await name(`seq=${write.seq - 1}`)).toBe("Ada");
  expect((await api.call("GET", `${address}/state?turn=2`)).body.user.eTag).toBeNull();
});

test.each(["turn=99", "turn=2147483647"])("%s is a turn that there is not", async (query) => {
  const { address } = await api.start();
  const { status, body } = await api.call("GET", `${address}/state?${query}`);
  expect([status, body.code]).toEqual([404, "turn_not_found"]);
});

test.each(["turn=-1", "turn=x", "turn=1.5", "before=yes", "seq=99999999999"])("%s is refused", async (query) => {
  const { address } = await api.start();
  const { status, body } = await api.call("GET", `${address}/state?${query}`);
  expect([status, body.code]).toEqual([422, "invalid_request"]);
});

test("a restore answers what it changed, and a stale one what is there now", async () => {
  const address = await editedConversation();
  const eTag = (await api.call("GET", `${address}/state/user`)).body.eTag;
  const { status, body } = await api.call("POST", `${address}/restore`, { body: { turn: 2, scopes: ["user"], eTags: { user: eTag } } });
  expect([status, body.state.user.data.name]).toEqual([200, "Ada"]);
  expect(body.changes).toEqual([{ scope: "user", path: "/name", kind: "changed", before: "Grace", after: "Ada" }]);
  const stale = await api.call("POST", `${address}/restore`, { body: { turn: 2, scopes: ["user"], eTags: { user: eTag } } });
  expect([stale.status, stale.body.code, stale.body.current.user.data.name]).toEqual([412, "stale_etag", "Ada"]);
  const { writes } = (await api.call("GET", `${address}/turns`)).body;
  expect(writes.map(({ kind }: { kind: string }) => kind)).toEqual(["start", "edit", "restore"]);
});

test.each([
  [{ turn: 99 }, 404, "turn_not_found"],
  [{ scopes: ["user"] }, 422, "invalid_request"],
  [{ turn: 1, scopes: ["everything"] }, 422, "invalid_request"],
  [{ turn: 1, scopes: [] }, 422, "invalid_request"],
])("a restore of %j is refused", async (body, status, code) => {
  const { address } = await api.start();
  const refused = await api.call("POST", `${address}/restore`, { body });
  expect([refused.status, refused.body.code]).toEqual([status, code]);
});

test("a fork is a conversation of its own, and both are branches of one tree", async () => {
  const address = await editedConversation();
  const { status, body, headers } = await api.call("POST", `${address}/fork`, { body: { turn: 2, user: "copy" } });
  expect([status, headers.get("location")]).toEqual([201, body.url]);
  const fork = `/api/conversations/${encodeURIComponent(body.conversationId)}`;
  expect((await api.call("GET", `${fork}/state`)).body.user.data.name).toBe("Ada");
  const summary = (await api.call("GET", fork)).body;
  expect(summary.forkedFrom.turn).toBe(2);
  const { branches } = (await api.call("GET", `${fork}/branches`)).body;
  expect(branches.map(({ forkedAtTurn }: { forkedAtTurn: number | null }) => forkedAtTurn)).toEqual([null, 2]);
  const compared = (await api.call("GET", `${address}/compare?with=${encodeURIComponent(body.conversationId)}`)).body;
  expect(compared.turns.every(({ isSame }: { isSame: boolean }) => isSame)).toBe(true);
});

test.each([
  [{ turn: 1, user: "stolen" }, 422, "invalid_request"],
  [{ turn: 0, user: "copy" }, 422, "invalid_request"],
  [{ turn: 5, user: "copy" }, 404, "turn_not_found"],
])("a fork of %j is refused, and there is none", async (body, status, code) => {
  const { address } = await api.start();
  const refused = await api.call("POST", `${address}/fork`, { body });
  expect([refused.status, refused.body.code]).toEqual([status, code]);
  expect((await api.call("GET", `${address}/branches`)).body.branches).toHaveLength(1);
});

test("the provenance of a place names every writer", async () => {
  const address = await editedConversation();
  const { body } = await api.call("GET", `${address}/state/user/provenance?path=${encodeURIComponent("/name")}`);
  expect(body.entries.map(({ value, kind }: { value: string; kind: string }) => [value, kind])).toEqual([["Grace", "edit"], ["Ada", "start"]]); // biome-ignore format: pairs
  expect(body.entries[0].by).toEqual({ kind: "tester", name: "Kim" });
});

test.each([
  ["everything/provenance?path=/a", 404, "scope_not_found"],
  ["user/provenance", 422, "invalid_request"],
  ["user/provenance?path=name", 422, "invalid_request"],
  ["user/provenance?path=", 422, "invalid_request"],
])("%s is refused", async (rest, status, code) => {
  const { address } = await api.start();
  const refused = await api.call("GET", `${address}/state/${rest}`);
  expect([refused.status, refused.body.code]).toEqual([status, code]);
});

test("a conversation at a glance, and what changed a place in it", async () => {
  const address = await editedConversation();
  const { body: timeline } = await api.call("GET", `${address}/timeline?marks=1`);
  expect(timeline).toMatchObject({ turnCount: 2, turnsPerMark: 2, marks: [{ turn: 1, failed: 0, byHand: 2 }] });
  const { body: changes } = await api.call("GET", `${address}/state/user/changes-at?path=${encodeURIComponent("/name")}`);
  expect([changes.turns, changes.writes.length]).toEqual([[], 2]);
});

test.each(["timeline?marks=0", "timeline?marks=1001", "state/user/changes-at?path=name", "state/user/provenance?path=/a&before=0"])(
  "%s is refused",
  async (rest) => {
    const { address } = await api.start();
    const { status, body } = await api.call("GET", `${address}/${rest}`);
    expect([status, body.code]).toEqual([422, "invalid_request"]);
  },
);
