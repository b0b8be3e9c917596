import { expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();
const bob = { id: "bob", name: "Bob" };

async function openWithBob() {
  const { address, user } = await api.start();
  const { status, body } = await api.call("POST", `${address}/members`, { body: bob });
  expect(status).toBe(201);
  return { address, user, body };
}

test("a person who is added is told of to the bot, as from a channel, and is a member", async () => {
  const { address, user, body } = await openWithBob();
  expect(body.members).toMatchObject([
    { id: user.id, leftAt: null },
    { ...bob, leftAt: null },
  ]);
  expect(body.turn).toMatchObject({ number: 2, outcome: "completed" });
  expect((await api.call("GET", `${address}/turns/2`)).body.activity).toMatchObject({
    type: "conversationUpdate",
    from: bob,
    membersAdded: [bob],
    membersRemoved: [],
  });
  expect((await api.call("GET", `${address}/members`)).body).toEqual({ members: body.members });
});

test("a person who is removed is told of, keeps their state, and may come back", async () => {
  const { address } = await openWithBob();
  await api.call("PUT", `${address}/state/private?userId=bob`, { body: { data: { secret: "hazelnut" } }, headers: { "if-match": "*" } });
  const { status, body } = await api.call("DELETE", `${address}/members/bob`);
  expect([status, body.turn.number]).toEqual([200, 3]);
  expect(body.members[1]).toMatchObject({ id: "bob", leftAt: expect.any(String) });
  expect((await api.call("GET", `${address}/turns/3`)).body.activity).toMatchObject({ from: bob, membersAdded: [], membersRemoved: [bob] });
  expect((await api.call("GET", `${address}/state?userId=bob`)).body.private.data).toEqual({ secret: "hazelnut" });
  expect((await api.call("GET", address)).body.members[1]).toEqual({ ...bob, leftAt: body.members[1].leftAt });
  await api.call("POST", `${address}/activities`, { body: { text: "I am back", from: bob } });
  expect((await api.call("GET", `${address}/members`)).body.members[1]).toMatchObject({ id: "bob", leftAt: null });
});

test("who is there is not added again, who is not cannot be removed, and somebody has to stay", async () => {
  const { address, user } = await openWithBob();
  expect((await api.call("POST", `${address}/members`, { body: bob })).body).toMatchObject({ status: 409, code: "member_exists" });
  expect((await api.call("POST", `${address}/members`, { body: { id: "obedient" } })).body.code).toBe("invalid_request");
  expect((await api.call("DELETE", `${address}/members/eve`)).body).toMatchObject({ status: 404, code: "member_not_found" });
  await api.call("DELETE", `${address}/members/${user.id}`);
  expect((await api.call("DELETE", `${address}/members/${user.id}`)).body.code).toBe("member_not_found");
  expect((await api.call("DELETE", `${address}/members/bob`)).body).toMatchObject({ status: 422, code: "invalid_request" });
  expect((await api.call("GET", "/api/conversations/nothing/members")).body.code).toBe("conversation_not_found");
});

test("an update that a tester sends by hand brings and takes people too", async () => {
  const { address, user } = await api.start();
  const update = { type: "conversationUpdate", membersAdded: [bob, { id: "eve" }], membersRemoved: [] };
  await api.call("POST", `${address}/activities`, { body: update });
  await api.call("POST", `${address}/activities`, { body: { ...update, membersAdded: [], membersRemoved: [{ id: "eve" }] } });
  const { members } = (await api.call("GET", `${address}/members`)).body;
  expect(members).toMatchObject([{ id: user.id }, { ...bob, leftAt: null }, { id: "eve", name: "eve", leftAt: expect.any(String) }]);
});

test("a fork at a turn before somebody left has them in it, and one after has not", async () => {
  const { address } = await openWithBob();
  await api.call("DELETE", `${address}/members/bob`);
  const peopleOfForkAt = async (turn: number) => {
    const { conversationId } = (await api.call("POST", `${address}/fork`, { body: { turn, user: "copy" } })).body;
    return (await api.call("GET", `/api/conversations/${conversationId}/members`)).body.members;
  };
  expect((await peopleOfForkAt(2))[1]).toMatchObject({ name: "Bob", leftAt: null });
  expect((await peopleOfForkAt(3))[1]).toMatchObject({ name: "Bob", leftAt: expect.any(String) });
});

test("what one person's state holds is found in what the bot told another, with the turn", async () => {
  const { address, user } = await openWithBob();
  const data = { secret: "hazelnut", agreed: true };
  await api.call("PUT", `${address}/state/private?userId=${user.id}`, { body: { data }, headers: { "if-match": "*" } });
  const say = (text: string, from: { id: string }) => api.call("POST", `${address}/activities`, { body: { text, from } });
  await say("say hazelnut for me", user);
  const { turn, replies } = (await say("echo hazelnut", bob)).body;
  const { status, body } = await api.call("GET", `${address}/leaks?from=${user.id}`);
  expect(status).toBe(200);
  expect(replies.length).toBeGreaterThan(0);
  expect(body.leaks).toMatchObject([
    { scope: "private", path: "/secret", ownerId: user.id, toUserId: "bob", turn: turn.number, isKnown: true },
  ]);
  expect(body).toMatchObject({ skippedValues: 1 });
  expect((await api.call("GET", `${address}/leaks?from=bob`)).body.leaks).toEqual([]);
  expect((await api.call("GET", `${address}/leaks?from=eve`)).body.code).toBe("member_not_found");
  expect((await api.call("GET", `${address}/leaks`)).body.code).toBe("invalid_request");
});

test("what was cleared since may have been told before, and is found", async () => {
  const { address, user } = await openWithBob();
  const target = `${address}/state/private?userId=${user.id}`;
  await api.call("PUT", target, { body: { data: { secret: "hazelnut" } }, headers: { "if-match": "*" } });
  await api.call("POST", `${address}/activities`, { body: { text: "echo hazelnut", from: bob } });
  await api.call("DELETE", target, { headers: { "if-match": "*" } });
  expect((await api.call("GET", `${address}/leaks?from=${user.id}`)).body.leaks).toMatchObject([{ path: "/secret" }]);
});
