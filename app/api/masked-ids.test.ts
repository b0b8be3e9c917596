import { beforeAll, describe, expect, test } from "vitest";
import { LiveSession } from "@/lib/conversations";
import { LiveOutbox } from "@/lib/memory";
import { localCaller } from "@/lib/model";
import { leftOut } from "./_lib/testing/left-out";
import { canary, makePlace, type Place, setProduction } from "./_lib/testing/make-place";
import { testApi } from "./_lib/testing/test-api";
import { ask, asks } from "./_lib/testing/walk";
import { operations } from "./_operations";
import { liveGuard, recordLive } from "./live-guard";

const api = testApi();
const ann = { id: "whatsapp:+436641234567", name: "Ann" };
const bo = "bo@mail.example";

const idIn = (text: string) => /.{0,60}(?:436641234567|bo(?:@|%40)mail).{0,60}/i.exec(text)?.[0] ?? null;
/** These ask with the ids themselves, and are asked with aliases below. */
const byAccount = ["checkLeaks", "postActivity", "removeMember", "createSnapshot", "signOut"];
const asked = operations.filter(({ id, method, writesState }) => (method === "GET" || asks[id]) && !leftOut[id] && !writesState);

/** Told under a test bot, so that the walk is known to look where ids are. */
const tellers = [
  ...["listConversations", "getConversation", "listMembers", "listActivities", "listHistory", "listTurns", "getTurn"],
  ...["traceValue", "getTranscript", "getBundle", "listSnapshots", "listPeople", "getPerson"],
];

describe("of people of a production bot whose ids are telephone numbers or addresses", () => {
  let place: Place;
  beforeAll(async () => {
    place = await makePlace(api, { who: ann, other: bo });
  });

  test.each(tellers)("%s tells a test bot's ids", async (id) => {
    await setProduction(api, false);
    expect(idIn((await ask(api, id, { place })).text)).not.toBeNull();
  });

  test.each(asked.map(({ id }) => id).filter((id) => !byAccount.includes(id)))("%s tells no id", async (id) => {
    await setProduction(api, true);
    expect(idIn((await ask(api, id, { place })).text)).toBeNull();
  });
});

describe("a masked id", () => {
  const aliasesOf = async ({ address }: Place): Promise<string[]> =>
    (await api.call("GET", `${address}/members`)).body.members.map(({ id }: { id: string }) => id);

  test("is the same wherever it stands, and another for each person", async () => {
    const place = await makePlace(api, { who: ann, other: bo });
    expect(await aliasesOf(place)).toEqual([ann.id, bo]);
    await setProduction(api, true);
    const [first = "", second = ""] = await aliasesOf(place);
    expect([first, second].every((id) => /^masked-[\w-]{16}$/.test(id))).toBe(true);
    expect(first).not.toBe(second);
    const { turns } = (await api.call("GET", `${place.address}/turns`)).body;
    expect(turns.map(({ userId }: { userId: string }) => userId)).toEqual(expect.arrayContaining([first, second]));
    const { people } = (await api.call("GET", `${place.address}/masking`)).body;
    expect(people.map(({ userId }: { userId: string }) => userId)).toEqual([first, second]);
    const { activities } = (await api.call("GET", `${place.address}/activities`)).body;
    expect(activities.map(({ from }: { from: { id: string } }) => from.id)).toEqual(expect.arrayContaining([first, second]));
    const { record } = (await api.call("GET", `${place.address}/turns/2`)).body;
    expect(record.operations.flatMap(({ items }: { items: { key: string }[] }) => items.map(({ key }) => key))).toContain(
      `emulator/users/${first}/`,
    );
  });

  test("is asked for in place of the id, which is refused to who may not see it, be there somebody of that id or not", async () => {
    const place = await makePlace(api, { who: ann, other: bo });
    await setProduction(api, true);
    const [, second = ""] = await aliasesOf(place);
    const state = async (userId: string) =>
      (await api.call("GET", `${place.address}/state/user?userId=${encodeURIComponent(userId)}`)).body;
    expect((await state(second)).data.word).toEqual({ $masked: "string" });
    expect((await state(bo)).code).toBe("values_masked");
    expect((await state("cy@mail.example")).code).toBe("values_masked");
    expect((await state("masked-nobody")).data).toBeNull();
    expect((await api.call("GET", `${place.address}/leaks?from=${second}`)).status).toBe(200);
    const posted = await api.call("POST", `${place.address}/activities`, { body: { from: { id: second }, text: `tell ${canary}` } });
    expect([posted.status, idIn(posted.text)]).toEqual([200, null]);
    expect((await api.call("DELETE", `${place.address}/members/${second}`)).status).toBe(200);
    expect(await aliasesOf(place)).toEqual([expect.any(String), second]);
  });

  test("is the id again for who has unmasked the person, and asks for them still", async () => {
    const place = await makePlace(api, { who: ann, other: bo });
    await setProduction(api, true);
    const [first = "", second = ""] = await aliasesOf(place);
    const { people } = (await api.call("GET", `${place.address}/masking`)).body;
    const [{ personId }] = people;
    const { body } = await api.call("POST", `/api/people/${personId}/unmaskings`, { body: { reason: "a test" } });
    expect(await aliasesOf(place)).toEqual([ann.id, second]);
    const state = await api.call("GET", `${place.address}/state/user?userId=${first}`);
    expect(state.body.data.word).toBe(`${canary}!`);
    await api.call("DELETE", `/api/unmaskings/${body.id}`);
  });

  test("finds nobody in a test bot, so that nobody can try whose it is", async () => {
    const place = await makePlace(api, { who: ann, other: bo });
    await setProduction(api, true);
    const [first = ""] = await aliasesOf(place);
    const { address } = await api.start({ botId: "state-management", user: ann });
    await api.call("POST", `${address}/activities`, { body: { text: "Ann" } });
    expect((await api.call("GET", `${address}/state/user`)).body.data).not.toBeNull();
    expect((await api.call("GET", `${address}/state/user?userId=${first}`)).body.data).toBeNull();
  });

  test("stands in a proposal to reset somebody's state, which is made with it", async () => {
    const place = await makePlace(api, { who: ann, other: bo });
    await setProduction(api, true);
    const [first = ""] = await aliasesOf(place);
    const reset = { conversationId: place.id, userId: first, scopes: ["user"], reason: "stuck" };
    const { status, body } = await api.call("POST", "/api/privacy/proposals", { body: reset });
    expect([status, body.work.userId, body.work.personId]).toEqual([201, first, place.params.personId]);
    expect(idIn((await api.call("GET", "/api/privacy/proposals")).text)).toBeNull();
  });

  test("is what the live socket tells and takes", async () => {
    const place = await makePlace(api, { who: ann, other: bo });
    await setProduction(api, true);
    const [first = ""] = await aliasesOf(place);
    const frames: string[] = [];
    const fail = (error: unknown) => {
      throw error;
    };
    const readCaller = async () => localCaller;
    const outbox = new LiveOutbox({ send: (text) => void frames.push(text), onError: fail, readCaller, record: recordLive });
    const session = new LiveSession((event) => outbox.put(event), fail, liveGuard(readCaller));
    session.receive(JSON.stringify({ type: "watch", conversationId: place.id, userId: first, watermark: null }));
    const said = { type: "message", text: `tell ${canary}?`, from: { id: first } };
    session.receive(JSON.stringify({ type: "post", requestId: "r1", conversationId: place.id, activity: said }));
    await expect.poll(() => frames.filter((frame) => frame.startsWith('{"type":"state"')).length).toBeGreaterThan(0);
    session.close();
    const told = frames.map((frame) => JSON.parse(frame)).filter(({ userId }) => userId !== undefined);
    expect(new Set(told.map(({ userId }) => userId))).toEqual(new Set([first]));
    expect(frames.map(idIn).filter((id) => id !== null)).toEqual([]);
  });
});
