import { expect, test, vi } from "vitest";
import { db } from "@/lib/db";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();

type Fact = { factId: number; path: string; value: unknown; source: { sentence: string | null; by: unknown; turn: number | null } };

type Line = { by: string; words: string; turn: number | null; isSaid: boolean; speaker: { name: string } | null };

/** A conversation with somebody, and how they are addressed as a person. */
async function meet(name: string, state: Record<string, unknown> = {}) {
  const user = { id: `u-${name}`, name };
  const { address } = await api.start({ user, state });
  const { people } = (await api.call("POST", "/api/people/search", { body: { query: user.id, match: "exact" } })).body;
  const person = `/api/people/${people[0].personId}`;
  const put = async (scope: string, data: unknown, by: string) => {
    const headers = { "if-match": "*", "x-turnscope-by": by };
    expect((await api.call("PUT", `${address}/state/${scope}?userId=${user.id}`, { body: { data }, headers })).status).toBe(200);
  };
  const say = (text: string, from = user) => api.call("POST", `${address}/activities`, { body: { text, from } });
  const facts = async (query = ""): Promise<Fact[]> => (await api.call("GET", `${person}/facts${query}`)).body.facts;
  return { address, user, person, identityId: people[0].identities[0].identityId as string, put, say, facts };
}

test("people are listed by GET too, with what is searched for in the address", async () => {
  await meet("Gina", { user: { profile: { city: "Gent" } } });
  const { status, body } = await api.call("GET", "/api/people?query=gent&sort=name");
  expect(status).toBe(200);
  expect(body).toMatchObject({ people: [{ name: "Gina", found: { where: "/profile/city", value: "Gent" } }], cursor: null });
  expect((await api.call("GET", "/api/people?sort=colour")).body).toMatchObject({ status: 422, code: "invalid_request" });
  expect((await api.call("GET", "/api/people?cursor=x")).body).toMatchObject({ status: 400, code: "invalid_cursor" });
  expect((await api.call("POST", "/api/people/search", { body: { query: "x".repeat(201) } })).body.code).toBe("invalid_request");
});

test("a person is told with their conversations, with whom, and what the others can see", async () => {
  const ada = await meet("Ada", { user: { city: "Gent" } });
  await ada.say("keep 0 diet");
  await ada.say("hello", { id: "u-Bob", name: "Bob" });
  const { body } = await api.call("GET", ada.person);
  expect(body).toMatchObject({ name: "Ada", shared: 1, private: 1, inDialogs: 0, conversations: 1, links: [] });
  expect(body.conversationList).toMatchObject([{ botId: "obedient", facts: 1, others: [{ name: "Bob" }] }]);
  const [diet, city] = await ada.facts();
  expect(diet).toMatchObject({ path: "/diet", value: true, type: "boolean", keptIn: "conversation", sharedWith: [{ name: "Bob" }] });
  expect(diet?.source).toMatchObject({ kind: "turn", turn: 2, sentence: "keep 0 diet", isSaid: false, speaker: { name: "Ada" } });
  expect(city).toMatchObject({ path: "/city", value: "Gent", keptIn: "user", sharedWith: [], label: null, keptUntil: null });
});

test("facts are told by who else can see them", async () => {
  const gus = await meet("Gus", { user: { city: "Gent" } });
  await gus.say("begin dialog");
  const paths = async (query: string) => (await gus.facts(query)).map(({ path }) => path);
  expect(await paths("?of=state&seenBy=others")).toEqual(["/topic"]);
  expect(await paths("?of=state&seenBy=bot")).toEqual(["/city"]);
  expect(await paths("?of=dialogs&seenBy=bot")).toEqual([]);
  const { body } = await api.call("GET", gus.person);
  expect(body).toMatchObject({ shared: 2, private: 1, sharedInDialogs: 1, conversationList: [{ facts: 2, shared: 2 }] });
});

test("facts that many turns set are read with as few statements as those of one", async () => {
  const [one, many] = [await meet("Rio"), await meet("Roy")];
  await one.say("keep 0 a");
  for (const key of ["a", "b", "c", "d", "e", "f"]) await many.put("user", { [key]: 1 }, "Tess");
  for (const key of ["a", "b", "c", "d", "e", "f"]) await many.say(`keep 0 ${key}`);
  const query = vi.spyOn(await db(), "query");
  const statementsFor = async ({ facts }: typeof one) => {
    query.mockClear();
    return [(await facts()).length, query.mock.calls.length];
  };
  const [[fewFacts = 0, few], [manyFacts = 0, all]] = [await statementsFor(one), await statementsFor(many)];
  query.mockRestore();
  expect(manyFacts).toBeGreaterThan(fewFacts);
  expect(all).toBe(few);
});

test("a transcript tells who said what, in words, and not what only inspectors see", async () => {
  const lou = await meet("Lou");
  await lou.say("tell Gent");
  await lou.say("hello", { id: "u-Max", name: "Max" });
  const conversationId = decodeURIComponent(lou.address.split("/").at(-1) ?? "");
  const { status, body } = await api.call("GET", `${lou.person}/conversations/${encodeURIComponent(conversationId)}/transcript`);
  expect([status, body.before]).toEqual([200, null]);
  const lines = body.lines.map(({ by, words, turn, speaker, isSaid }: Line) => [by, speaker?.name ?? null, words, turn, isSaid]);
  expect(lines).toContainEqual(["person", "Lou", "tell Gent", expect.any(Number), true]);
  expect(lines).toContainEqual(["other", "Max", "hello", expect.any(Number), true]);
  expect(lines).toContainEqual(["person", "Lou", "joined the conversation", 1, false]);
  expect(lines.some(([by]: Line["by"][]) => by === "bot")).toBe(true);
  const nia = await meet("Nia");
  const other = await api.call("GET", `${nia.person}/conversations/${encodeURIComponent(conversationId)}/transcript`);
  expect(other.body).toMatchObject({ status: 404, code: "conversation_not_found" });
  expect((await api.call("GET", `${lou.person}/conversations/none/transcript`)).body.code).toBe("conversation_not_found");
});

test("a long transcript is read backwards, page by page, no line twice", async () => {
  const pat = await meet("Pat");
  for (let index = 0; index < 70; index++) await pat.say(`say ${index}`);
  const address = `${pat.person}/conversations/${pat.address.split("/").at(-1)}/transcript`;
  const first = (await api.call("GET", address)).body;
  expect(first.lines).toHaveLength(100);
  const second = (await api.call("GET", `${address}?before=${first.before}`)).body;
  const positions = [...second.lines, ...first.lines].map(({ position }) => position);
  expect(positions).toEqual([...new Set(positions)].sort((one, other) => one - other));
  expect([second.before, second.lines[0].turn]).toEqual([null, 1]);
});

test("what a dialog under way holds is told apart", async () => {
  const dan = await meet("Dan");
  await dan.say("begin dialog");
  expect((await dan.facts("?of=dialogs")).map(({ path }) => path)).toEqual(["/DialogState/dialogStack/0/state/step"]);
  expect((await dan.facts("?of=state")).map(({ path }) => path)).toEqual(["/topic"]);
  expect((await api.call("GET", dan.person)).body.inDialogs).toBe(1);
});

test("an item of a list was set by whoever set it, wherever it stands now", async () => {
  const eve = await meet("Eve");
  await eve.put("user", { cities: [{ id: 1, name: "Gent" }] }, "Tess");
  await eve.put("user", { cities: [{ id: 2, name: "Split" }, { id: 1, name: "Gent" }] }, "Otto"); // biome-ignore format: the second list
  const setters = (await eve.facts()).filter(({ path }) => path.endsWith("/name")).map(({ value, source }) => [value, source.by]);
  expect(setters.sort()).toEqual([
    ["Gent", { kind: "tester", name: "Tess" }],
    ["Split", { kind: "tester", name: "Otto" }],
  ]);
});

test("a fact has a history, and none when it is forgotten", async () => {
  const fay = await meet("Fay");
  for (const size of ["S", "M", "M"]) await fay.put("user", { size }, `sets-${size}`);
  const [size] = await fay.facts();
  const history = (await api.call("GET", `${fay.person}/facts/${size?.factId}/history`)).body;
  expect(history).toMatchObject({
    values: [
      { value: "M", by: { name: "sets-M" } },
      { value: "S", by: { name: "sets-S" } },
    ],
    isComplete: true,
  });
  await fay.put("user", {}, "nobody");
  expect((await api.call("GET", `${fay.person}/facts/${size?.factId}/history`)).body).toMatchObject({
    status: 404,
    code: "fact_not_found",
  });
  expect((await api.call("GET", "/api/people/nobody/facts/1/history")).body.code).toBe("person_not_found");
});

test("facts are told a hundred at a time, none twice", async () => {
  const hal = await meet("Hal", { user: Object.fromEntries(Array.from({ length: 230 }, (_, index) => [`key-${index}-`, index])) });
  const seen: number[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { body } = await api.call("GET", `${hal.person}/facts${cursor && `?cursor=${cursor}`}`);
    seen.push(...body.facts.map(({ factId }: Fact) => factId));
    cursor = body.cursor;
  }
  expect([seen.length, new Set(seen).size]).toEqual([230, 230]);
  expect((await api.call("GET", `${hal.person}/facts?cursor=x`)).body.code).toBe("invalid_cursor");
});

test("identities are linked with evidence and unlinked; meanwhile the address of who came along leads to both", async () => {
  const [ivy, ivo] = [await meet("Ivy", { user: { a: 1 } }), await meet("Ivo", { user: { b: 2 } })];
  const link = { identityId: ivo.identityId, evidence: "same-phone" };
  const linked = await api.call("POST", `${ivy.person}/identities`, { body: link, headers: { "x-turnscope-by": "Tess" } });
  expect(linked).toMatchObject({ status: 200, body: { facts: 2, links: [{ evidence: "same-phone", linkedBy: "Tess" }] } });
  expect((await api.call("GET", ivo.person)).body).toEqual(linked.body);
  expect((await ivo.facts()).length).toBe(2);
  expect((await api.call("POST", `${ivo.person}/unmaskings`, { body: { reason: "a complaint" } })).body).toMatchObject({
    status: 409,
    code: "person_linked",
    personId: ivy.identityId,
  });
  expect((await api.call("POST", `${ivy.person}/identities`, { body: link })).body).toMatchObject({
    status: 409,
    code: "identity_not_linkable",
  });
  expect((await api.call("POST", `${ivy.person}/identities`, { body: { ...link, identityId: "x" } })).body.code).toBe("identity_not_found");
  expect((await api.call("POST", `${ivy.person}/identities`, { body: { ...link, evidence: "a dream" } })).body.code).toBe(
    "invalid_request",
  );
  expect((await api.call("DELETE", `${ivy.person}/identities/${ivo.identityId}`)).body).toMatchObject({
    facts: 1,
    identities: [{ name: "Ivy" }],
  });
  expect((await api.call("GET", ivo.person)).body).toMatchObject({ name: "Ivo", facts: 1 });
  expect((await api.call("DELETE", `${ivy.person}/identities/${ivo.identityId}`)).body.code).toBe("identity_not_found");
});

test("a note about a fact is given to somebody, resolved and opened again", async () => {
  const kim = await meet("Kim", { user: { size: "M" } });
  const [size] = await kim.facts();
  const headers = { "x-turnscope-by": "Tess" };
  const added = await api.call("POST", `${kim.person}/notes`, {
    body: { factId: size?.factId, kind: "why", text: "Who needs it?" },
    headers,
  });
  expect(added).toMatchObject({ status: 201, body: { pattern: "/size", createdBy: "Tess", assignedTo: null, resolvedAt: null } });
  const note = `${kim.person}/notes/${added.body.noteId}`;
  expect((await kim.facts())[0]).toMatchObject({ openNotes: 1 });
  expect((await api.call("GET", kim.person)).body.openNotes).toBe(1);
  expect((await api.call("PATCH", note, { body: { assignedTo: "Cleo", isResolved: true }, headers })).body).toMatchObject({
    assignedTo: "Cleo",
    resolvedBy: "Tess",
  });
  expect((await kim.facts())[0]).toMatchObject({ openNotes: 0 });
  expect((await api.call("PATCH", note, { body: { isResolved: false } })).body).toMatchObject({ assignedTo: "Cleo", resolvedAt: null });
  await kim.put("user", {}, "Tess");
  expect((await api.call("GET", `${kim.person}/notes`)).body.notes).toMatchObject([{ text: "Who needs it?", factId: null }]);
  expect((await api.call("POST", `${kim.person}/notes`, { body: { factId: 999_999, kind: "why" } })).body.code).toBe("fact_not_found");
  expect((await api.call("PATCH", `${kim.person}/notes/none`, { body: {} })).body.code).toBe("note_not_found");
  expect((await api.call("GET", "/api/people/nobody/notes")).body.code).toBe("person_not_found");
});
