import { expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();

async function meet(name: string, state: Record<string, unknown> = {}) {
  const user = { id: `u-${name}`, name };
  const { address, conversationId } = await api.start({ user, state });
  const { people } = (await api.call("POST", "/api/people/search", { body: { query: user.id, match: "exact" } })).body;
  const personId = people[0].personId as string;
  return { address, conversationId, user, personId, privacy: `/api/privacy/people/${personId}` };
}

const today = () => new Date().toISOString().slice(0, 10);

test("a fact is corrected over HTTP, with the places that hold the same", async () => {
  const { address, user, personId, privacy } = await meet("Ada", { user: { email: "ada@old.example", login: "ada@old.example" } });
  const { facts } = (await api.call("GET", `/api/people/${personId}/facts`)).body;
  const fact = facts.find(({ path }: { path: string }) => path === "/email");
  const found = await api.call("GET", `${privacy}/facts/${fact.factId}/places`);
  expect(found).toMatchObject({ status: 200, body: { isCompared: true, places: [{ kind: "fact", scope: "user", pattern: "/login" }] } });
  const body = { value: "ada@new.example", reason: "moved", eTag: found.body.eTag, places: [found.body.places[0].placeId] };
  const correct = (asked: unknown) => api.call("POST", `${privacy}/facts/${fact.factId}/correction`, { body: asked });
  expect((await correct({ ...body, eTag: "stale" })).body).toMatchObject({ status: 412, code: "stale_etag" });
  expect((await correct({ ...body, reason: "" })).body).toMatchObject({ status: 422, code: "invalid_request" });
  expect(await correct(body)).toMatchObject({ status: 200, body: { corrected: 2, snapshots: 0, kept: 0 } });
  const state = (await api.call("GET", `${address}/state?userId=${user.id}`)).body;
  expect(state.user.data).toEqual({ email: "ada@new.example", login: "ada@new.example" });
  expect((await api.call("GET", "/api/privacy/people/nobody/facts/1/places")).body.code).toBe("fact_not_found");
});

test("of a restricted person a turn, an edit, a reset, a replay and an export are answered 423 (A18)", async () => {
  const { address, conversationId, user, privacy } = await meet("Bea", { user: { city: "Gent" } });
  await api.call("POST", `${address}/activities`, { body: { from: user, text: "hello" } });
  expect((await api.call("POST", `${privacy}/restrict`, { body: { reason: "says it is wrong" } })).body).toMatchObject({
    isRestricted: true,
    restrictions: [{ reason: "says it is wrong", liftedAt: null }],
  });
  const match = { headers: { "if-match": "*" } };
  const refused = await Promise.all([
    api.call("POST", `${address}/activities`, { body: { from: user, text: "hello" } }),
    api.call("PUT", `${address}/state/user?userId=${user.id}`, { body: { data: {} }, ...match }),
    api.call("DELETE", `${address}/state/user?userId=${user.id}`, match),
    api.call("POST", `${address}/restore`, { body: { turn: 1 } }),
    api.call("POST", `${address}/fork`, { body: { turn: 1, user: "copy" } }),
    api.call("POST", "/api/snapshots", { body: { name: "s", conversationId } }),
    api.call("GET", `${address}/bundle`),
    api.call("GET", `${address}/transcript`),
  ]);
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(refused.map(() => [423, "person_restricted"]));
});

test("what takes away protection is proposed, decided and listed", async () => {
  const { privacy } = await meet("Cleo");
  expect((await api.call("POST", `${privacy}/lift`, { body: { noticeOn: today(), reason: "x" } })).body.code).toBe("not_restricted");
  await api.call("POST", `${privacy}/restrict`, { body: { reason: "asked" } });
  expect((await api.call("POST", `${privacy}/restrict`, { body: { reason: "asked" } })).body.code).toBe("already_restricted");
  const proposed = await api.call("POST", `${privacy}/lift`, { body: { noticeOn: today(), reason: "corrected" } });
  expect(proposed).toMatchObject({ status: 201, body: { state: "open", mayDecide: true } });
  const decide = (decision: string) => api.call("POST", `/api/privacy/proposals/${proposed.body.id}`, { body: { decision } });
  expect((await decide("approve")).body).toMatchObject({ state: "approved", isSelfApproved: true });
  expect((await decide("approve")).body).toMatchObject({ status: 409, code: "proposal_decided" });
  expect((await api.call("GET", "/api/privacy/proposals")).body.proposals[0]).toMatchObject({ state: "approved" });
  expect((await api.call("GET", `${privacy}/standing`)).body).toMatchObject({ isRestricted: false });
  expect((await api.call("POST", "/api/privacy/proposals/none", { body: { decision: "approve" } })).body.code).toBe("proposal_not_found");
});

test("a hold is set, looked at again and released over HTTP", async () => {
  const { privacy, personId } = await meet("Dora");
  const body = { matter: "2026/1", owner: "Legal", reviewOn: today() };
  const held = (await api.call("POST", `${privacy}/hold`, { body })).body;
  expect(held.holds).toMatchObject([{ matter: "2026/1", isOverdue: false }]);
  const [{ id }] = held.holds;
  expect((await api.call("GET", "/api/privacy/standing")).body.people).toContainEqual({
    ...{ personId, isRestricted: false, hasObjected: false, isHeld: true },
  });
  expect((await api.call("POST", `/api/privacy/holds/${id}/review`, { body: { reviewOn: "2099-01-01" } })).body.code).toBe(
    "invalid_request",
  );
  expect((await api.call("POST", `/api/privacy/holds/${id}/review`, { body: { reviewOn: today() } })).status).toBe(200);
  const released = await api.call("POST", `/api/privacy/holds/${id}/release`, { body: { reason: "settled" } });
  await api.call("POST", `/api/privacy/proposals/${released.body.id}`, { body: { decision: "approve" } });
  expect((await api.call("GET", "/api/privacy/holds")).body.holds).toEqual([]);
  expect((await api.call("POST", `/api/privacy/holds/${id}/release`, { body: { reason: "x" } })).body.code).toBe("hold_not_found");
});

test("what a production bot remembers is not reset by one person: it is proposed", async () => {
  const { address, conversationId, user, personId } = await meet("Eda", { user: { city: "Gent" } });
  await api.call("PATCH", "/api/bots/obedient", { body: { isProduction: true } });
  await api.call("POST", `/api/people/${personId}/unmaskings`, { body: { reason: "a test" } });
  const reset = await api.call("DELETE", `${address}/state/user?userId=${user.id}`, { headers: { "if-match": "*" } });
  expect(reset.body).toMatchObject({ status: 403, code: "not_allowed" });
  const asked = { conversationId, userId: user.id, scopes: ["user"], reason: "stuck" };
  const { body } = await api.call("POST", "/api/privacy/proposals", { body: asked });
  await api.call("POST", `/api/privacy/proposals/${body.id}`, { body: { decision: "approve" } });
  expect((await api.call("GET", `${address}/state?userId=${user.id}`)).body.user.data).toBeNull();
  await api.call("PATCH", "/api/bots/obedient", { body: { isProduction: false } });
});
