import { afterEach, describe, expect, test } from "vitest";
import { sql } from "@/lib/db";
import { judgeExpiry } from "@/lib/memory";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();
const setBot = (body: unknown) => api.call("PATCH", "/api/bots/obedient", { body });

afterEach(() => setBot({ overwritePolicy: "sdk", overlapTurns: false }));

test("a lost value is listed with its turn, put back, and taken back", async () => {
  const { address, lost } = await loseOne();
  expect(lost).toMatchObject({ path: "/quick", overwritten: true, isAsked: false, scope: "conversation" });
  expect(lost).not.toHaveProperty("current");
  const decide = (body: unknown) => api.call("POST", `${address}/lost-values/${lost.id}`, { body, headers: { "x-turnscope-by": "Kim" } });
  const { status, body } = await decide({ keep: "overwritten", eTag: lost.eTag });
  expect([status, body.current, body.decision.by]).toEqual([200, true, "Kim"]);
  expect((await api.call("GET", `${address}/state/conversation`)).body.data).toEqual({ slow: true, quick: true });
  expect((await decide({ keep: "bot", eTag: lost.eTag })).body).toMatchObject({ status: 412, code: "stale_etag" });
  expect((await decide({ keep: null })).body.decision).toBe(null);
  expect((await api.call("GET", `${address}/state/conversation`)).body.data).toEqual({ slow: true });
});

test("only open clashes are listed on request, and only those of a turn or a write", async () => {
  const { address, lost } = await loseOne();
  const list = async (query: string) => (await api.call("GET", `${address}/lost-values?${query}`)).body.lostValues.length;
  expect([await list("open=1"), await list(`turn=${lost.turn}`), await list("turn=99"), await list(`seq=${lost.writeSeq}`)]).toEqual([
    0, 1, 0, 1,
  ]);
});

test("a value that is not there, and what is no decision, are refused by name", async () => {
  const { address } = await api.start();
  const decide = (body: unknown) => api.call("POST", `${address}/lost-values/l-1`, { body });
  expect((await decide({ keep: "bot" })).body.code).toBe("lost_value_not_found");
  expect((await decide({ keep: "mine" })).body.code).toBe("invalid_request");
  expect((await api.call("GET", "/api/conversations/nowhere/lost-values")).body.code).toBe("conversation_not_found");
});

describe("with something of the conversation past its time", () => {
  const judge = (...past: string[]) => {
    const conversation = { isWhole: false, isEarlier: false, paths: new Set(past), patterns: new Set<string>() };
    const expired = { parts: past.length === 0 ? {} : { conversation }, people: new Set<string>() };
    judgeExpiry({
      condition: async () => sql`1 = 0`,
      partsOf: async (_, userIds) => new Map(past.length === 0 ? [] : userIds.map((id) => [id, expired])),
      logsOf: async () => new Map(),
    });
  };
  afterEach(() => judge());

  test("it is hidden in the answer that tells of values put back", async () => {
    const { address, lost } = await loseOne();
    judge("/slow");
    const { status, body } = await api.call("POST", `${address}/turns/${lost.turn}/put-back`);
    expect([status, body.state.conversation.data]).toEqual([200, { slow: { $masked: "boolean" }, quick: true }]);
  });

  test("a lost value that is past its time is hidden, and neither put back nor decided about", async () => {
    const { address, lost } = await loseOne();
    judge("/quick");
    const [hidden] = (await api.call("GET", `${address}/lost-values`)).body.lostValues;
    expect(hidden).toMatchObject({ id: lost.id, overwritten: { $masked: "boolean" } });
    const decide = await api.call("POST", `${address}/lost-values/${lost.id}`, { body: { keep: "overwritten" } });
    const putBack = await api.call("POST", `${address}/turns/${lost.turn}/put-back`);
    expect([decide, putBack].map(({ status, body }) => [status, body.code])).toEqual([
      [409, "values_expired"],
      [409, "values_expired"],
    ]);
    judge();
    expect((await api.call("GET", `${address}/state/conversation`)).body.data).toEqual({ slow: true });
  });
});

async function loseOne() {
  await setBot({ overlapTurns: true });
  const { address } = await api.start();
  const say = (text: string) => api.call("POST", `${address}/activities`, { body: { text } });
  await Promise.all([say("keep 120 slow"), say("keep 40 quick")]);
  const { lostValues } = (await api.call("GET", `${address}/lost-values`)).body;
  return { address, lost: lostValues[0] };
}
