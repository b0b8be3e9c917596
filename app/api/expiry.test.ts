import { beforeAll, describe, expect, test, vi } from "vitest";
import { flushProtocolLog, noteExchange } from "@/lib/channels";
import { LiveSession } from "@/lib/conversations";
import { db, sql } from "@/lib/db";
import { judgeExpiry, LiveOutbox } from "@/lib/memory";
import { expiredText, type LiveEvent, localCaller } from "@/lib/model";
import { daysLater, inForce, type Rule } from "./_lib/testing/expire";
import { leftOut } from "./_lib/testing/left-out";
import { canary, makePlace, type Place } from "./_lib/testing/make-place";
import { testApi } from "./_lib/testing/test-api";
import { ask } from "./_lib/testing/walk";
import { operations } from "./_operations";
import { liveGuard } from "./live-guard";

const api = testApi();
const ann = { id: "u-ann", name: "Ann" };

/** All that people can read by asking, from the table itself: a new operation is walked through without another line here. */
const reads = operations.filter(({ id, method, isReading }) => (method === "GET" || isReading) && !leftOut[id]).map(({ id }) => id);

/** What is kept in state and never said. */
const unsaid = "zwergfalke";

const ofState = (["user", "private", "conversation", "dialog"] as const).map((store): Rule => ({ store }));
const ofAll: Rule[] = [...ofState, { store: "transcript" }, { store: "records", basis: "createdAt", days: 7 }];
const single = (["user", "private", "conversation"] as const).map((store): Rule => ({ store, pattern: "/unsaid" }));

const tellsCanary = [
  ...["checkLeaks", "listActivities", "listHistory", "getState", "getBotCopy", "getScope", "listTurns", "getTurn", "getProtocolLog"],
  ...["listLostValues", "listBranches", "compareConversations", "traceValue", "getSnapshot", "listPaths", "getPath", "searchPeople"],
  ...["listPersonFacts", "getFactHistory", "readPersonTranscript", "listWithheldMessages", "getTranscript", "getBundle"],
];
const tellsUnsaid = [
  "getBundle",
  "getFactHistory",
  "getProtocolLog",
  "getScope",
  "getSnapshot",
  "getState",
  "listPaths",
  "listPersonFacts",
];

describe.each([
  { name: "everything", rules: ofAll, word: canary, tellers: tellsCanary },
  { name: "state alone", rules: ofState, word: unsaid, tellers: tellsUnsaid },
  { name: "single values", rules: single, word: unsaid, tellers: tellsUnsaid },
])("when the time of $name is over", ({ rules, word, tellers }) => {
  let place: Place;
  const told: string[] = [];
  const asked = async (id: string) => {
    const { status, text } = await ask(api, id, { place });
    expect(status, text).toBeLessThan(500);
    return text.toLowerCase();
  };

  beforeAll(async () => {
    await inForce();
    place = await makePlaceOf(word);
    for (const id of reads) if ((await asked(id)).includes(word)) told.push(id);
    await inForce(...rules);
    await daysLater(31);
  }, 120_000);

  test("the walk looked where the values are", () => {
    expect(told).toEqual(expect.arrayContaining(tellers));
  });

  test.each(reads)("%s tells none of it", async (id) => {
    expect(new RegExp(`.{0,80}${word}.{0,80}`).exec(await asked(id))?.[0] ?? null).toBeNull();
  });

  test("nor does the live socket", async () => {
    const frames: LiveEvent[] = [];
    const fail = (error: unknown) => {
      throw error;
    };
    const readCaller = async () => localCaller;
    const send = (text: string) => void frames.push(JSON.parse(text) as LiveEvent);
    const outbox = new LiveOutbox({ send, onError: fail, readCaller, record: async () => {} });
    const session = new LiveSession((event) => outbox.put(event), fail, liveGuard(readCaller));
    session.receive(JSON.stringify({ type: "watch", conversationId: place.id, userId: ann.id, watermark: null }));
    await expect.poll(() => frames.map(({ type }) => type)).toEqual(["watching"]);
    session.close();
    expect(JSON.stringify(frames)).not.toContain(word);
  });
});

describe("what is hidden says so in the same words", () => {
  let place: Place;
  const read = async (address: string) => (await api.call("GET", `${place.address}${address}`)).body;
  beforeAll(async () => {
    await inForce();
    place = await makePlaceOf(canary);
    await inForce(...ofAll);
    await daysLater(31);
  }, 120_000);

  test("what was said keeps its place, its time and its side", async () => {
    const { activities } = await read("/activities");
    expect(activities.length).toBeGreaterThan(10);
    expect(activities[0]).toMatchObject({ type: "event", name: "turnscope/erased", from: { role: "user" }, value: { by: "expiry" } });
    expect((await read("/turns")).turns[1]).toMatchObject({ number: 2, sentence: expiredText, outcome: "completed" });
    expect((await read("/turns/3")).error).toMatchObject({ name: "RangeError", message: expiredText });
    expect((await read(`/compare?with=${place.id}`)).turns[1]).toMatchObject({ left: { sentence: expiredText } });
    expect((await read("/branches")).branches[1].lastSentence).toBe(expiredText);
  });

  test("values keep their types, and records and bodies are left out", async () => {
    const masked = { $masked: "string" };
    expect((await read("/turns/2")).changes).toEqual(
      expect.arrayContaining([expect.objectContaining({ scope: "user", path: "/word", after: masked })]),
    );
    expect((await read("/turns/2")).record.operations).toEqual([]);
    expect((await read("/state/user/provenance?path=/word")).entries[0]).toMatchObject({ value: masked, sentence: expiredText });
    expect((await read("/lost-values")).lostValues[0]).toMatchObject({ path: "/quick", overwritten: masked });
    expect((await read("/inspection")).copy.user).toMatchObject({ word: masked });
    const { request, response, error } = (await read("/protocol-log")).exchanges[0];
    expect([request.body, response.body, error]).toEqual([expiredText, expiredText, expiredText]);
    const { state } = (await api.call("GET", `/api/snapshots/${place.snapshotId}`)).body;
    expect([state.user.word, state.private.secret, state.dialog.data.dialogStack[0].state.values.word]).toEqual([masked, masked, masked]);
  });

  test("two conversations are compared with each side hidden by its own time", async () => {
    const young = await api.start({ user: { id: "u-young", name: "Young" } });
    await api.call("POST", `${young.address}/activities`, { body: { text: "tell nachtigall" } });
    const { changes, turns } = await read(`/compare?with=${young.conversationId}&withUserId=u-young`);
    const word = changes.find(({ scope, path }: { scope: string; path: string }) => scope === "user" && path === "/word");
    expect(word).toMatchObject({ before: { $masked: "string" }, after: "nachtigall" });
    expect(turns[1].left.sentence).toBe(expiredText);
    expect(JSON.stringify(changes)).not.toContain(canary);
  });

  test("a turn asks nobody whether anything is past its time", async () => {
    const { address } = await api.start({ user: { id: "u-quick", name: "Quick" } });
    const [partsOf, logsOf] = [vi.fn(async () => new Map()), vi.fn(async () => new Map())];
    judgeExpiry({ condition: async () => sql`1 = 0`, partsOf, logsOf });
    const { status } = await api.call("POST", `${address}/activities`, { body: { text: "hello" } });
    expect([status, partsOf.mock.calls.length, logsOf.mock.calls.length]).toEqual([200, 0, 0]);
  });
});

/** What writes state by hand, from the table, and what makes a copy of it. */
const writes = [
  ...operations.filter(({ writesState }) => writesState).map(({ id }) => id),
  ...["createSnapshot", "forkConversation", "startFromSnapshot", "keepTexts"],
];

describe("nobody writes over what is hidden, or brings it back", () => {
  let place: Place;
  const raw = async () => (await db()).query(sql`SELECT id, data, etag FROM store_item ORDER BY id`);
  beforeAll(async () => {
    await inForce();
    place = await makePlaceOf(canary);
    await inForce(...ofAll);
    await daysLater(31);
  }, 120_000);

  const own: Record<string, () => ReturnType<typeof api.call>> = {
    putState: () => api.call("PUT", `${place.address}/state`, { body: { kind: "edit", scopes: { user: { data: {}, eTag: "*" } } } }),
    putBackLostValues: async () => {
      const [{ turn }] = (await api.call("GET", `${place.address}/lost-values`)).body.lostValues;
      return api.call("POST", `${place.address}/turns/${turn}/put-back`);
    },
    startFromSnapshot: () =>
      api.call("POST", "/api/conversations", { body: { botId: "obedient", snapshotId: place.snapshotId, user: { id: "u-new" } } }),
    keepTexts: async () => {
      const [, { id }] = (await api.call("GET", `${place.address}/activities`)).body.activities;
      return api.call("POST", `${place.address}/fixture`, { body: { texts: [id] } });
    },
  };

  test.each(writes)("%s is refused with a code, and nothing changes", async (id) => {
    const before = await raw();
    const { status, body } = await (own[id]?.() ?? ask(api, id, { place }));
    expect([status, body.code]).toEqual([409, "values_expired"]);
    expect(await raw()).toEqual(before);
  });

  test("a snapshot is not applied elsewhere, and what is beside what is hidden can be written", async () => {
    const other = await api.start({ user: { id: "u-other", name: "Other" } });
    const applied = await api.call("POST", `/api/snapshots/${place.snapshotId}/apply`, { body: { conversationId: other.conversationId } });
    expect(applied.body.code).toBe("values_expired");
    await inForce({ store: "user", pattern: "/word" });
    const body = [{ op: "replace", path: "/secret", value: "stieglitz" }];
    const patched = await api.call("PATCH", `${place.address}/state/private`, { body, headers: { "if-match": "*" } });
    expect([patched.status, patched.body.data]).toEqual([200, { secret: "stieglitz" }]);
    const written = await api.call("PUT", `${place.address}/state`, {
      body: { kind: "edit", scopes: { private: { data: { secret: "girlitz" }, eTag: patched.body.eTag } } },
    });
    expect(written.body.changes).toMatchObject([{ scope: "private", path: "/secret", before: "stieglitz", after: "girlitz" }]);
    expect(written.body.state.user).toMatchObject({ data: { word: { $masked: "string" } }, expired: 1 });
  });

  test("after the sweep all of it can be done, and nothing is brought back", async () => {
    await inForce(...ofAll);
    await daysLater(31);
    expect((await api.call("POST", "/api/privacy/retention/sweep")).status).toBe(200);
    expect((await api.call("GET", `${place.address}/protocol-log`)).body.exchanges).toEqual([]);
    expect((await api.call("GET", `/api/snapshots/${place.snapshotId}`)).status).toBe(404);
    const restored = await api.call("POST", `${place.address}/restore`, { body: { turn: 2 } });
    expect([restored.status, restored.text.includes(canary)]).toEqual([200, false]);
    const edited = await api.call("PUT", `${place.address}/state/user`, { body: { data: { word: "neu" } }, headers: { "if-match": "*" } });
    expect(edited.status).toBe(200);
  });
});

/** With the word in every store; what was said is told by the bot's own word. */
async function makePlaceOf(word: string): Promise<Place> {
  const place = await makePlace(api, { who: ann, words: "-" });
  const message = { headers: [], body: JSON.stringify({ data: word }) };
  const sent = { botId: null, party: "bot", direction: "in", method: "POST", url: "/v3/botstate", status: 200, durationMs: 1 } as const;
  noteExchange({ ...sent, conversationId: place.id, error: `not ${word}`, request: message, response: message });
  await flushProtocolLog();
  if (word === unsaid) await keepUnsaid(place);
  await forgetUnclassified();
  const { facts } = (await api.call("GET", `/api/people/${place.params.personId}/facts`)).body;
  place.params.factId = String(facts[0].factId);
  return place;
}

async function keepUnsaid(place: Place): Promise<void> {
  const body = [{ op: "add", path: "/unsaid", value: unsaid }];
  for (const scope of ["user", "private", "conversation"])
    await api.call("PATCH", `${place.address}/state/${scope}`, { body, headers: { "if-match": "*" } });
  const saved = await api.call("POST", "/api/snapshots", { body: { name: "s", conversationId: place.id, userId: ann.id } });
  place.params.snapshotId = saved.body.id;
}

/** No rule of retention reaches what stands under keys of no known form: it is told, and is to be of no interest here. */
async function forgetUnclassified(): Promise<void> {
  const those = sql`(SELECT id FROM store_item WHERE scope = 'unclassified')`;
  for (const change of [
    sql`UPDATE fact SET value = 'odd', folded = 'odd' WHERE item_id IN ${those}`,
    sql`UPDATE property_value SET json = '"odd"' WHERE item_id IN ${those}`,
    sql`UPDATE store_item SET data = '{"word":"odd"}' WHERE scope = 'unclassified'`,
  ])
    await (await db()).execute(change);
}
