import { beforeAll, describe, expect, test } from "vitest";
import { LiveSession } from "@/lib/conversations";
import { db, Sql } from "@/lib/db";
import { LiveOutbox } from "@/lib/memory";
import { type LiveEvent, liveEventSchemas, localCaller } from "@/lib/model";
import { leftOut } from "./_lib/testing/left-out";
import { ann, canary, makePlace, type Place, setProduction } from "./_lib/testing/make-place";
import { testApi } from "./_lib/testing/test-api";
import { ask, asks, leakIn } from "./_lib/testing/walk";
import { operations } from "./_operations";
import { liveGuard, recordLive } from "./live-guard";

const api = testApi();
const read = operations.filter(({ id, method }) => method === "GET" && !asks[id] && !leftOut[id]);

const writes = operations.filter(({ writesState }) => writesState).map(({ id }) => id);

/** Told under a test bot; what it says can be found in each of these, so that the walk is known to look where values are. */
const tellers = [
  ...["listConversations", "getConversation", "listMembers", "checkLeaks", "listActivities", "listHistory", "getState", "getScope"],
  ...["listTurns", "getTurn", "listLostValues", "compareConversations", "traceValue", "getSnapshot", "getTranscript", "getBundle"],
  ...["postActivity", "addMember", "startConversation", "listBranches", "listPaths", "getPath"],
  ...["listPeople", "searchPeople", "getPerson", "listPersonFacts", "listFactNotes", "addFactNote", "readPersonTranscript"],
  ...["listPrivacyRequests", "getPrivacyRequest", "listNamedItems"],
];

test("the walk goes through every operation, or says why it does not", () => {
  expect([...read.map(({ id }) => id), ...Object.keys(asks), ...Object.keys(leftOut)].sort()).toEqual(
    operations.map(({ id }) => id).sort(),
  );
});

describe("of a production bot", () => {
  let place: Place;
  beforeAll(async () => {
    place = await makePlace(api);
    await api.call("POST", `${place.address}/activities`, { body: { from: { id: ann.id }, text: `note ${canary}` } });
  });

  test.each(tellers)("%s tells a test bot's values", async (id) => {
    await setProduction(api, false);
    expect(leakIn((await ask(api, id, { place })).text)).not.toBeNull();
  });

  test.each([...read.map(({ id }) => id), ...Object.keys(asks)].filter((id) => !writes.includes(id)))("%s tells no value", async (id) => {
    await setProduction(api, true);
    const { status, text, expected } = await ask(api, id, { place });
    expect(leakIn(text)).toBeNull();
    expect(expected === undefined ? status < 300 : status === expected, `${status} ${text.slice(0, 300)}`).toBe(true);
  });

  test.each(writes)("%s is refused while the person is masked, and nothing changes", async (id) => {
    place = await makePlace(api);
    const before = (await api.call("GET", `${place.address}/state`)).text;
    await setProduction(api, true);
    const { status, body, text } = await ask(api, id, { place });
    // What removes a scope whole is refused to everybody: it is proposed instead.
    expect([status, body.code]).toEqual([403, id === "deleteScope" ? "not_allowed" : "values_masked"]);
    expect(leakIn(text)).toBeNull();
    await setProduction(api, false);
    expect((await api.call("GET", `${place.address}/state`)).text).toBe(before);
  });
});

test("no frame of the live socket tells a production bot's values, and none is without a schema", async () => {
  const { address, id } = await makePlace(api);
  await setProduction(api, true);
  const frames: string[] = [];
  const fail = (error: unknown) => {
    throw error;
  };
  const readCaller = async () => localCaller;
  const outbox = new LiveOutbox({ send: (text) => void frames.push(text), onError: fail, readCaller, record: recordLive });
  const session = new LiveSession((event) => outbox.put(event), fail, liveGuard(readCaller));
  session.receive(JSON.stringify({ type: "watch", conversationId: id, userId: ann.id, watermark: null }));
  session.receive(JSON.stringify({ type: "ping" }));
  session.receive("nonsense");
  const said = { type: "message", text: `tell ${canary}!`, from: ann };
  session.receive(JSON.stringify({ type: "post", requestId: "r1", conversationId: id, activity: said }));
  await expect.poll(() => frames.some((frame) => frame.includes('"outcome":"failed"') && frame.startsWith('{"type":"turn"'))).toBe(true);
  await api.call("POST", `${address}/activities`, { body: { text: `tell ${canary}` } });
  await expect.poll(() => frames.filter((frame) => frame.startsWith('{"type":"state"')).length).toBeGreaterThan(0);
  session.close();
  const types = new Set(frames.map((frame) => (JSON.parse(frame) as LiveEvent).type));
  expect([...types]).toEqual(expect.arrayContaining(["watching", "activities", "turn", "state", "posted", "pong", "refused"]));
  expect(frames.map(leakIn).filter((leak) => leak !== null)).toEqual([]);
  expect(Object.keys(liveEventSchemas)).toEqual(expect.arrayContaining([...types]));
});

describe("unmasking", () => {
  test("one person's values are seen and edited for a while, nobody else's, and that is on record until it is ended by hand", async () => {
    const place = await makePlace(api);
    await setProduction(api, true);
    const { people } = (await api.call("GET", `${place.address}/masking`)).body;
    const personId = people.find(({ userId }: { userId: string }) => userId === ann.id).personId;
    const reason = "Complaint 4711";
    const address = `/api/people/${personId}/unmaskings`;
    expect((await api.call("POST", address, { body: { reason: " " } })).body.code).toBe("invalid_request");
    const { status, body } = await api.call("POST", address, { body: { reason }, headers: { "x-turnscope-by": "Kim" } });
    expect([status, body.by, body.reason, body.isActive]).toEqual([201, "Kim", reason, true]);
    expect(Date.parse(body.until) - Date.parse(body.at)).toBe(600_000);

    const user = async (id: string) => (await api.call("GET", `${place.address}/state/user?userId=${id}`)).body;
    expect((await user(ann.id)).data.word).toBe(`${canary}!`);
    expect((await user("u-bo")).data).toMatchObject({ word: { $masked: "string" } });
    expect((await user("u-bo")).isMasked).toBe(true);
    // Bo is in the conversation too, so what it shares stays masked.
    expect((await api.call("GET", `${place.address}/state/conversation`)).body.isMasked).toBe(true);
    const edit = { body: [{ op: "add", path: "/seen", value: 1 }], headers: { "if-match": "*" } };
    expect((await api.call("PATCH", `${place.address}/state/user?userId=${ann.id}`, edit)).status).toBe(200);
    expect((await api.call("PATCH", `${place.address}/state/user?userId=u-bo`, edit)).body.code).toBe("values_masked");

    expect((await api.call("DELETE", `/api/unmaskings/${body.id}`)).body.isActive).toBe(false);
    expect((await user(ann.id)).isMasked).toBe(true);
    expect((await api.call("GET", address)).body.unmaskings).toMatchObject([{ by: "Kim", reason, isActive: false }]);
  });

  test("people who are not there cannot be unmasked", async () => {
    expect((await api.call("POST", "/api/people/nobody/unmaskings", { body: { reason: "why not" } })).body.code).toBe("person_not_found");
  });
});

test("a production bot's sizes tell no length of a value", async () => {
  const { params } = await makePlace(api);
  await setProduction(api, true);
  const { paths } = (await api.call("GET", "/api/bots/obedient/dictionary")).body;
  const overview = (await api.call("GET", "/api/bots/obedient/overview")).body;
  const person = (await api.call("GET", `/api/people/${params.personId}`)).body;
  const sizes = [...paths, ...overview.paths, overview, person].map(({ bytes }) => bytes);
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes.filter((bytes) => bytes % 1024 !== 0)).toEqual([]);
});

test("what a production bot knew cannot be read by applying its snapshot to a test bot", async () => {
  const place = await makePlace(api);
  await setProduction(api, true);
  const { conversationId } = await api.start({ botId: "state-management" });
  const applied = await api.call("POST", `/api/snapshots/${place.snapshotId}/apply`, { body: { conversationId } });
  expect(applied.body.code).toBe("values_masked");
  const started = await api.call("POST", "/api/conversations", { body: { botId: "state-management", snapshotId: place.snapshotId } });
  expect(started.body.code).toBe("values_masked");
});

test("the state of somebody whom a production bot knows is not replaced unseen at a start", async () => {
  await setProduction(api, true);
  const request = { botId: "obedient", state: { user: { word: "other" } } };
  expect((await api.call("POST", "/api/conversations", { body: { ...request, user: ann } })).body.code).toBe("values_masked");
  expect((await api.call("POST", "/api/conversations", { body: request })).status).toBe(201);
});

test("nothing that was told, typed or searched for in this walk is in the audit log, and no name or id of the people or conversations it was about", async () => {
  const { id, params } = await makePlace(api);
  const tables = ["audit_entry", "audit_subject", "audit_actor", "audit_head", "audit_checkpoint"] as const;
  const database = await db();
  const rows = await Promise.all(tables.map((table) => database.query(new Sql([`SELECT * FROM ${table}`], []))));
  expect(rows[0]?.length).toBeGreaterThan(20);
  const text = JSON.stringify(rows);
  const unwanted = [canary, "918273645", "word@mail", ann.id, ann.name, "u-bo", "Complaint 4711", id, params.personId, "Kim"];
  expect(unwanted.filter((one) => one !== undefined && text.toLowerCase().includes(one.toLowerCase()))).toEqual([]);
});
