import { afterEach, expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();
const setBot = (body: unknown, botId = "obedient") => api.call("PATCH", `/api/bots/${botId}`, { body });

afterEach(() => setBot({ overwritePolicy: "sdk", overlapTurns: false }));

test("how a bot is run can be changed in part, and is listed", async () => {
  expect((await setBot({ overwritePolicy: "protect" })).body).toMatchObject({
    id: "obedient",
    overwritePolicy: "protect",
    overlapTurns: false,
  });
  expect((await setBot({ overlapTurns: true })).body).toMatchObject({ overwritePolicy: "protect", overlapTurns: true });
  const { body } = await api.call("GET", "/api/bots");
  expect(body).toContainEqual(expect.objectContaining({ id: "obedient", overwritePolicy: "protect", overlapTurns: true }));
});

test("an unknown bot is not found, and what is no setting is refused by name", async () => {
  expect((await setBot({ overlapTurns: true }, "nobody")).body).toMatchObject({ status: 404, code: "bot_not_found" });
  for (const body of [{ overwritePolicy: "never" }, { overlapTurns: "yes" }, { colour: "blue" }, []]) {
    expect((await setBot(body)).body).toMatchObject({ status: 422, code: "invalid_request" });
  }
});

test("what overlapping turns lost is told at the turn and put back on request", async () => {
  await setBot({ overlapTurns: true });
  const { address } = await api.start();
  const say = (text: string) => api.call("POST", `${address}/activities`, { body: { text } });
  await Promise.all([say("keep 120 slow"), say("keep 40 quick")]);
  expect((await api.call("GET", `${address}/state/conversation`)).body.data).toEqual({ slow: true });
  const { turns } = (await api.call("GET", `${address}/turns`)).body;
  const { number } = turns.find(({ lostUpdates }: { lostUpdates: number }) => lostUpdates > 0);
  const turn = (await api.call("GET", `${address}/turns/${number}`)).body;
  expect(turn.record.lostUpdates).toMatchObject([{ scope: "conversation", paths: ["/quick"] }]);
  const { status, body } = await api.call("POST", `${address}/turns/${number}/put-back`, { headers: { "x-turnscope-by": "Kim" } });
  expect(status).toBe(200);
  expect(body.state.conversation.data).toEqual({ slow: true, quick: true });
});

test("a turn that lost nothing, and one that is not there, have nothing to put back", async () => {
  const { address } = await api.start();
  expect((await api.call("POST", `${address}/turns/1/put-back`)).body.code).toBe("invalid_request");
  expect((await api.call("POST", `${address}/turns/99/put-back`)).body.code).toBe("turn_not_found");
});
