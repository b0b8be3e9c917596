import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { LiveSession } from "@/lib/conversations";
import { identityIdOf, pathIdOf } from "@/lib/facts";
import { LiveOutbox } from "@/lib/memory";
import { type LiveEvent, liveEventSchemas } from "@/lib/model";
import type { Operation } from "./_lib/operation";
import { testApi } from "./_lib/testing/test-api";
import { operations } from "./_operations";

const api = testApi();
const canary = "kanarienvogel";
const number = "918273645";
const ann = { id: "u-ann", name: `Ann ${canary}` };

/** What the walk asks for: addresses begin with that of the conversation unless they are whole. Read before written. */
type Ask = { method?: string; address: string; body?: unknown; status?: number };
type Place = { address: string; id: string; lostId: string; snapshotId: string; params: Record<string, string> };

const asks: Record<string, ((place: Place) => Ask) | undefined> = {
  checkLeaks: () => ({ address: `/leaks?from=${ann.id}` }),
  compareConversations: ({ id }) => ({ address: `/compare?with=${id}` }),
  traceValue: () => ({ address: "/state/user/provenance?path=/word" }),
  listChangesAt: () => ({ address: "/state/user/changes-at?path=/word" }),
  postActivity: () => ({ method: "POST", address: "/activities", body: { from: { id: ann.id }, text: `tell ${canary}` } }),
  addMember: () => ({ method: "POST", address: "/members", body: { id: randomUUID(), name: `Cy ${canary}` } }),
  removeMember: () => ({ method: "DELETE", address: "/members/u-bo" }),
  changeConversation: () => ({ method: "PATCH", address: "", body: { locale: "de-AT" } }),
  forkConversation: () => ({ method: "POST", address: "/fork", body: { turn: 2, user: "copy" } }),
  createSnapshot: ({ id }) => ({ method: "POST", address: "/api/snapshots", body: { name: "s", conversationId: id, userId: ann.id } }),
  renameSnapshot: ({ snapshotId }) => ({ method: "PATCH", address: `/api/snapshots/${snapshotId}`, body: { name: "other" } }),
  startConversation: () => ({ method: "POST", address: "/api/conversations", body: { botId: "obedient", user: ann } }),
  attachInspection: () => ({ method: "POST", address: "/inspection", status: 409 }),
  putState: () => ({ method: "PUT", address: "/state", body: { kind: "edit", scopes: { user: { data: {}, eTag: "stale" } } } }),
  putScope: () => ({ method: "PUT", address: "/state/user", body: { data: {} } }),
  patchScope: () => ({ method: "PATCH", address: "/state/user", body: [{ op: "test", path: "/word", value: canary }] }),
  deleteScope: () => ({ method: "DELETE", address: "/state/user" }),
  restoreState: () => ({ method: "POST", address: "/restore", body: { turn: 1 } }),
  putBackLostValues: () => ({ method: "POST", address: "/turns/2/put-back" }),
  decideLostValue: ({ lostId }) => ({ method: "POST", address: `/lost-values/${lostId}`, body: { keep: "overwritten" } }),
  applySnapshot: ({ snapshotId, id }) => ({ method: "POST", address: `/api/snapshots/${snapshotId}/apply`, body: { conversationId: id } }),
  deleteSnapshot: ({ snapshotId }) => ({ method: "DELETE", address: `/api/snapshots/${snapshotId}` }),
  changeBot: () => ({ method: "PATCH", address: "/api/bots/obedient", body: { greeting: "emulator" } }),
  probeBot: () => ({ method: "POST", address: "/api/bots/obedient/probe", status: 409 }),
  signOut: () => ({ method: "DELETE", address: `/api/bots/obedient/signed-in?userId=${ann.id}` }),
  changeDictionary: ({ params: { pathId } }) => ({
    method: "PATCH",
    address: "/api/bots/obedient/dictionary",
    body: { changes: [{ pathIds: [pathId], set: { label: "Word" } }] },
  }),
  putDictionaryFile: () => ({
    method: "PUT",
    address: "/api/bots/obedient/dictionary/file",
    body: { format: "turnscope-dictionary", version: 1, paths: [] },
  }),
  searchPeople: () => ({ method: "POST", address: "/api/people/search", body: { query: canary } }),
  linkIdentity: ({ params: { personId } }) => ({
    method: "POST",
    address: `/api/people/${personId}/identities`,
    body: { identityId: identityIdOf({ channelId: "emulator", userId: "u-bo" }), evidence: "other", note: canary },
  }),
  unlinkIdentity: ({ params: { personId } }) => ({
    method: "DELETE",
    address: `/api/people/${personId}/identities/${identityIdOf({ channelId: "emulator", userId: "u-bo" })}`,
  }),
  addFactNote: ({ params: { personId, factId } }) => ({
    method: "POST",
    address: `/api/people/${personId}/notes`,
    body: { factId: Number(factId), kind: "note", text: canary },
  }),
  changeFactNote: ({ params: { personId, noteId } }) => ({
    method: "PATCH",
    address: `/api/people/${personId}/notes/${noteId}`,
    body: { isResolved: true },
  }),
  listCorrectionPlaces: ({ params: { personId, factId } }) => ({
    address: `/api/privacy/people/${personId}/facts/${factId}/places`,
    status: 403,
  }),
  correctFact: ({ params: { personId, factId } }) => ({
    method: "POST",
    address: `/api/privacy/people/${personId}/facts/${factId}/correction`,
    body: { value: "another", reason: "a test", eTag: "any" },
    status: 403,
  }),
  changeProcessing: () => ({ method: "PATCH", address: "/api/bots/obedient/processing", body: { controller: { text: "Example Ltd" } } }),
  acceptFinding: ({ params: { findingId } }) => ({
    method: "PUT",
    address: `/api/bots/obedient/findings/${findingId}/acceptance`,
    body: { reason: "a test" },
  }),
  reopenFinding: ({ params: { findingId } }) => ({ method: "DELETE", address: `/api/bots/obedient/findings/${findingId}/acceptance` }),
  unmaskPerson: () => ({ method: "POST", address: "/api/people/nobody/unmaskings", body: { reason: "a test" }, status: 404 }),
  endUnmasking: () => ({ method: "DELETE", address: "/api/unmaskings/none", status: 404 }),
};

/** What is only read needs no line above: its address is filled in. */
function askOf({ id, path }: Pick<Operation, "id" | "path">, place: Place): Ask {
  const asked = asks[id]?.(place);
  if (asked) return asked;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = place.params[name];
    if (value === undefined) throw new Error(`makePlace gives no ${name}, which ${id} needs`);
    return encodeURIComponent(value);
  });
  return { address: filled };
}

/** What the walk leaves out, and why nothing of a person's can be in it. */
const leftOut: Record<string, string | undefined> = {
  readStorage: "the bot reads what is its own",
  writeStorage: "the bot writes what is its own",
  deleteStorage: "the bot deletes what is its own",
  getSignIn: "asked with a link that the person was sent",
  finishSignIn: "asked with a link that the person was sent",
  addBot: "answers what was sent, and keys",
  deleteBot: "a bot in this process is not deleted",
  renewBotKeys: "answers keys",
  createPersona: "of testers, not of a bot's people",
  replacePersona: "of testers, not of a bot's people",
  deletePersona: "of testers, not of a bot's people",
  openTranscript: "answers a new address, for what was sent",
  openBundle: "answers a new address, for what was sent",
  restrictPerson: "answers what staff wrote, and would end the walk",
  liftRestriction: "answers what staff wrote",
  holdPerson: "answers what staff wrote",
  reviewHold: "answers what staff wrote",
  releaseHold: "answers what staff wrote",
  proposeReset: "answers what was sent",
  decideProposal: "answers what staff wrote",
};

const read = operations.filter(({ id, method }) => method === "GET" && !asks[id] && !leftOut[id]);

const writes = operations.filter(({ writesState }) => writesState).map(({ id }) => id);

/** Told under a test bot; what it says can be found in each of these, so that the walk is known to look where values are. */
const tellers = [
  ...["listConversations", "getConversation", "listMembers", "checkLeaks", "listActivities", "listHistory", "getState", "getScope"],
  ...["listTurns", "getTurn", "listLostValues", "compareConversations", "traceValue", "getSnapshot", "getTranscript", "getBundle"],
  ...["postActivity", "addMember", "startConversation", "listBranches", "listPaths", "getPath"],
  ...["listPeople", "searchPeople", "getPerson", "listPersonFacts", "listFactNotes", "addFactNote"],
];

async function makePlace(): Promise<Place> {
  await setProduction(false);
  const { address, conversationId: id } = await api.start({ user: ann });
  const say = (from: string, text: string) => api.call("POST", `${address}/activities`, { body: { from: { id: from }, text } });
  await say(ann.id, `tell ${canary}`);
  await say(ann.id, `tell ${canary}!`);
  await say("u-bo", `tell ${canary}`);
  await api.call("PATCH", `${address}/state/user?userId=${ann.id}`, {
    body: [{ op: "add", path: "/byHand", value: canary }],
    headers: { "if-match": "*", "x-turnscope-by": ann.name },
  });
  await api.call("PATCH", "/api/bots/obedient", { body: { overlapTurns: true } });
  await Promise.all([say(ann.id, `keep 120 slow ${canary}`), say(ann.id, `keep 40 quick ${canary}`)]);
  await api.call("POST", `${address}/fork`, { body: { turn: 2, user: "copy" } });
  const [lost] = (await api.call("GET", `${address}/lost-values`)).body.lostValues;
  const saved = await api.call("POST", "/api/snapshots", { body: { name: "s", conversationId: id, userId: ann.id } });
  const personId = identityIdOf({ channelId: "emulator", userId: ann.id });
  const { facts } = (await api.call("GET", `/api/people/${personId}/facts`)).body;
  const noted = await api.call("POST", `/api/people/${personId}/notes`, { body: { factId: facts[0].factId, kind: "note", text: canary } });
  const [finding] = (await api.call("GET", "/api/bots/obedient/findings")).body.findings;
  const params = {
    ...{ noteId: noted.body.noteId, findingId: finding.id },
    ...{ conversationId: id, botId: "obedient", scope: "user", number: "2", userId: ann.id, snapshotId: saved.body.id },
    ...{ personId, pathId: pathIdOf("obedient", "user", "/word") },
  };
  return { address, id, lostId: lost.id, snapshotId: saved.body.id, params };
}

const setProduction = (isProduction: boolean) => api.call("PATCH", "/api/bots/obedient", { body: { isProduction } });

async function ask(id: string, place: Place) {
  const operation = operations.find((one) => one.id === id);
  if (!operation) throw new Error(`There is no operation ${id}`);
  // Turns that were walked through may have made other facts of the same.
  const { facts } = (await api.call("GET", `/api/people/${place.params.personId}/facts`)).body;
  const params = { ...place.params, factId: String(facts[0].factId) };
  const { method = "GET", address, body, status } = askOf(operation, { ...place, params });
  const whole = address.startsWith("/api") ? address : `${place.address}${address}`;
  return { ...(await api.call(method, whole, { body, headers: { "if-match": "*" } })), expected: status };
}

/** What was told, with a little around it. */
const leakIn = (text: string) => new RegExp(`.{0,60}(?:${canary}|${number}|word@mail).{0,60}`, "i").exec(text)?.[0] ?? null;

test("the walk goes through every operation, or says why it does not", () => {
  expect([...read.map(({ id }) => id), ...Object.keys(asks), ...Object.keys(leftOut)].sort()).toEqual(
    operations.map(({ id }) => id).sort(),
  );
});

describe("of a production bot", () => {
  let place: Place;
  beforeAll(async () => {
    place = await makePlace();
  });

  test.each(tellers)("%s tells a test bot's values", async (id) => {
    await setProduction(false);
    expect(leakIn((await ask(id, place)).text)).not.toBeNull();
  });

  test.each([...read.map(({ id }) => id), ...Object.keys(asks)].filter((id) => !writes.includes(id)))("%s tells no value", async (id) => {
    await setProduction(true);
    const { status, text, expected } = await ask(id, place);
    expect(leakIn(text)).toBeNull();
    expect(expected === undefined ? status < 300 : status === expected, `${status} ${text.slice(0, 300)}`).toBe(true);
  });

  test.each(writes)("%s is refused while the person is masked, and nothing changes", async (id) => {
    place = await makePlace();
    const before = (await api.call("GET", `${place.address}/state`)).text;
    await setProduction(true);
    const { status, body, text } = await ask(id, place);
    expect([status, body.code]).toEqual([403, "values_masked"]);
    expect(leakIn(text)).toBeNull();
    await setProduction(false);
    expect((await api.call("GET", `${place.address}/state`)).text).toBe(before);
  });
});

test("no frame of the live socket tells a production bot's values, and none is without a schema", async () => {
  const { address, id } = await makePlace();
  await setProduction(true);
  const frames: string[] = [];
  const fail = (error: unknown) => {
    throw error;
  };
  const outbox = new LiveOutbox((text) => void frames.push(text), fail);
  const session = new LiveSession((event) => outbox.put(event), fail);
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
    const place = await makePlace();
    await setProduction(true);
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

test("what a production bot knew cannot be read by applying its snapshot to a test bot", async () => {
  const place = await makePlace();
  await setProduction(true);
  const { conversationId } = await api.start({ botId: "state-management" });
  const applied = await api.call("POST", `/api/snapshots/${place.snapshotId}/apply`, { body: { conversationId } });
  expect(applied.body.code).toBe("values_masked");
  const started = await api.call("POST", "/api/conversations", { body: { botId: "state-management", snapshotId: place.snapshotId } });
  expect(started.body.code).toBe("values_masked");
});

test("the state of somebody whom a production bot knows is not replaced unseen at a start", async () => {
  await setProduction(true);
  const request = { botId: "obedient", state: { user: { word: "other" } } };
  expect((await api.call("POST", "/api/conversations", { body: { ...request, user: ann } })).body.code).toBe("values_masked");
  expect((await api.call("POST", "/api/conversations", { body: request })).status).toBe(201);
});
