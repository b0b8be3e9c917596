import { expect, test } from "vitest";
import { setProduction } from "./_lib/testing/make-place";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();
const requests = "/api/privacy/requests";

/** Somebody who has talked with a bot alone, and a case about them. */
async function open(name: string, asked: Record<string, unknown> = {}) {
  const user = { id: `u-${name}`, name };
  const { address, conversationId } = await api.start({ user, state: { user: { city: `${name}stad` } } });
  const { people } = (await api.call("POST", "/api/people/search", { body: { query: user.id, match: "exact" } })).body;
  const personId = people[0].personId as string;
  const opened = await api.call("POST", requests, { body: { type: "access", personId, ...asked } });
  const post = (part: string, body: unknown = {}) => api.call("POST", `${requests}/${opened.body.number}/${part}`, { body });
  const read = async () => (await api.call("GET", `${requests}/${opened.body.number}`)).body;
  const said = async () => {
    const { activities } = (await api.call("GET", `${address}/activities`)).body;
    return (activities as { text?: string }[]).map(({ text = "" }) => text);
  };
  return { opened, user, personId, conversationId, address, post, read, said, number: opened.body.number as string };
}

const codeIn = (texts: readonly string[]) =>
  texts.map((text) => /code: (\d{6})/.exec(text)?.[1]).find((code) => code !== undefined) ?? "none";
const refusal = { ground: "excessive", reasons: "Asked three times this month", complaint: "Your authority, and the courts" };

test("a case is opened about a person, told with its dates, and listed", async () => {
  const { opened, number, personId } = await open("Ann", { receivedOn: "2026-01-31", asked: "All of it" });
  expect(opened).toMatchObject({
    status: 201,
    body: { type: "access", state: "received", asked: "All of it", person: { personId, name: "Ann" }, duplicateOf: null },
  });
  expect(opened.body.deadline).toMatchObject({ dueOn: "2026-02-28", limitOn: "2026-03-02", isExtendable: false, urgency: "overdue" });
  const { body } = await api.call("GET", `${requests}?is=late&personId=${personId}`);
  expect(body).toMatchObject({ cases: [{ number }], counts: { open: 1, late: 1, closed: 0 } });
  expect((await api.call("GET", `${requests}/DS-1999-0001`)).body.code).toBe("case_not_found");
  expect((await api.call("POST", requests, { body: { type: "access", personId: "nobody" } })).body.code).toBe("person_not_found");
  expect((await api.call("POST", requests, { body: { type: "access", personId, receivedOn: "2999-01-01" } })).body.code).toBe(
    "invalid_request",
  );
});

test("who asks the same again is linked to the first case, not refused (A9)", async () => {
  const { number, personId } = await open("Bea");
  const again = await api.call("POST", requests, { body: { type: "access", personId } });
  expect(again.body).toMatchObject({ state: "received", duplicateOf: number });
  expect((await api.call("POST", requests, { body: { type: "erasure", personId } })).body.duplicateOf).toBeNull();
  expect((await api.call("GET", `${requests}/${number}`)).body.duplicates).toEqual([again.body.number]);
});

test("a refusal needs its ground, reasons and where to complain; nothing changes without (A8)", async () => {
  const { post, read } = await open("Cara");
  for (const missing of ["ground", "reasons", "complaint"]) {
    const { status, body } = await post("refuse", { ...refusal, [missing]: missing === "ground" ? undefined : " " });
    expect([status, body.code]).toEqual([422, "invalid_request"]);
  }
  expect((await read()).state).toBe("received");
  expect((await post("refuse", refusal)).body).toMatchObject({ state: "refused", refusal, deadline: { urgency: "closed" } });
  expect((await post("refuse", refusal)).body.code).toBe("case_state_conflict");
});

test("a code that the bot said in the chat identifies the person, once, and stands there no more", async () => {
  const { post, said } = await open("Dora");
  const sent = await post("identity-code");
  expect(sent.body).toMatchObject({ state: "identity_unverified", code: { attemptsLeft: 5, isValid: true } });
  const code = codeIn(await said());
  expect(JSON.stringify(sent.body)).not.toContain(code);
  const wrong = await post("identity", { code: code === "000000" ? "000001" : "000000" });
  expect([wrong.status, wrong.body.code]).toEqual([422, "code_refused"]);
  const right = await post("identity", { code });
  expect(right.body).toMatchObject({ state: "verified", identified: { how: "code" }, code: { isValid: false } });
  expect(codeIn(await said())).toBe("none");
  expect((await post("identity", { code })).body).toEqual(wrong.body);
});

test("no code, a used one, a late one and one tried too often are answered alike (A10)", async () => {
  const { post, said, number } = await open("Else");
  const none = await post("identity", { code: "123456" });
  await post("identity-code");
  const code = codeIn(await said());
  const { db, sql } = await import("@/lib/db");
  await (await db()).execute(sql`UPDATE identity_code SET expires_at = '2020-01-01T00:00:00.000Z' WHERE number = ${number}`);
  const late = await post("identity", { code });
  await post("identity-code");
  const other = codeIn(await said());
  for (let attempt = 0; attempt < 5; attempt++) await post("identity", { code: other === "111111" ? "222222" : "111111" });
  const often = await post("identity", { code: other });
  expect([none.body, late.body, often.body]).toEqual([none.body, none.body, none.body]);
  expect(none.body.code).toBe("code_refused");
  await post("identity-code");
  expect((await post("identity-code")).body.code).toBe("too_many_requests");
});

test("a code is said where nobody else hears it", async () => {
  const { address, post, said, user } = await open("Fine");
  await api.call("POST", `${address}/activities`, { body: { text: "hello", from: { id: "u-other", name: "Other" } } });
  expect((await post("identity-code")).body.code).toBe("case_without_chat");
  expect(await said()).toContain("hello");
  expect(codeIn(await said())).toBe("none");
  await api.start({ user });
  expect((await post("identity-code")).status).toBe(200);
});

test("an extension is taken once, with a reason, and a pause only where the law knows one", async () => {
  const { post, read } = await open("Gil");
  expect((await post("extend", { reason: "" })).body.code).toBe("invalid_request");
  expect((await post("extend", { reason: "Three bots to search" })).body).toMatchObject({
    deadline: { isExtended: true },
    extension: { reason: "Three bots to search" },
  });
  expect((await post("extend", { reason: "Again" })).body.code).toBe("case_not_extendable");
  expect((await post("pause", { why: "scope" })).body.code).toBe("case_not_pausable");
  expect((await post("pause", { why: "identity" })).body).toMatchObject({ deadline: { urgency: "paused" }, pauses: [{ to: null }] });
  expect((await post("pause", { why: null })).body.deadline.urgency).toBe("calm");
  expect((await read()).events.map(({ seq }: { seq: number }) => seq)).toEqual([4, 3, 2, 1]);
  const late = await open("Gus", { receivedOn: "2026-01-31" });
  expect((await late.post("extend", { reason: "Too late" })).body.code).toBe("case_not_extendable");
  const british = await open("Gwen", { jurisdiction: "uk" });
  expect((await british.post("pause", { why: "scope" })).body.deadline.urgency).toBe("paused");
});

test("a case is not complete while somebody is still to be told (A19)", async () => {
  const { post, number } = await open("Hal", { type: "rectification" });
  await post("identity", { noDoubt: "Known from the counter" });
  const { body } = await post("recipients", { name: "Example Ltd" });
  const complete = () => api.call("PATCH", `${requests}/${number}`, { body: { state: "complete" } });
  expect((await complete()).body).toMatchObject({ status: 409, code: "case_recipients_open" });
  const [{ id }] = body.recipients;
  expect((await post("recipients", { id, state: "impossible" })).body.code).toBe("invalid_request");
  expect((await post("recipients", { id: "none", state: "told" })).body.code).toBe("recipient_not_found");
  expect((await post("recipients", { id, state: "told", detail: "By mail" })).body.recipients).toMatchObject([
    { name: "Example Ltd", state: "told" },
  ]);
  expect((await complete()).body).toMatchObject({ state: "complete", openRecipients: 0 });
});

test("what was noted upon an older version is refused", async () => {
  const { number, opened } = await open("Ida");
  const change = (body: unknown) => api.call("PATCH", `${requests}/${number}`, { body });
  expect((await change({ notes: "Called back", version: opened.body.version })).body).toMatchObject({ notes: "Called back", version: 2 });
  expect((await change({ notes: "Other", version: 1 })).body).toMatchObject({ status: 409, code: "case_changed", version: 2 });
  expect((await change({ state: "complete" })).body.code).toBe("case_state_conflict");
});

test("the person's copy is made once it is known who asks, and fetched by a link that names nobody", async () => {
  const { post, read, number } = await open("Jan");
  expect((await post("export")).body.code).toBe("case_not_identified");
  await post("identity", { noDoubt: "Known from the counter" });
  const { status, body } = await post("export");
  expect([status, body.kind, body.downloads]).toEqual([201, "access", 0]);
  expect(body.url).toMatch(new RegExp(`^${requests}/${number}/export/[0-9a-z]{26}$`));
  expect(body.gaps.join()).toContain("no purpose");
  const file = await api.call("GET", body.url);
  expect(file.headers.get("content-type")).toBe("application/zip");
  expect(file.headers.get("content-disposition")).toContain(`${number}.zip`);
  expect(file.text.slice(0, 2)).toBe("PK");
  expect((await read()).exports).toMatchObject([{ id: body.id, downloads: 1 }]);
  expect((await api.call("GET", `${requests}/${number}/export/none`)).body.code).toBe("export_not_found");
});

test("what another said in a production bot's conversation is let go only by who can see it, and only what the copy withholds", async () => {
  const { post, read, number, address, user } = await open("Kim");
  const lou = { id: "u-lou", name: "Lou" };
  await api.call("POST", `${address}/members`, { body: lou });
  for (const from of [user, lou])
    await api.call("POST", `${address}/activities`, { body: { type: "message", from, text: `say psst from ${from.name}` } });
  await post("identity", { noDoubt: "Known from the counter" });
  await setProduction(api, true);
  try {
    const { messages } = (await api.call("GET", `${requests}/${number}/withheld`)).body;
    const [{ conversationId, activityId }] = messages;
    expect(messages[0]).toMatchObject({ words: "•••••", isMasked: true });
    const part = { conversationId, activityId, reason: "Lou agreed" };
    const refused = await post("export", { release: [part] });
    expect([refused.status, refused.body.code]).toEqual([403, "values_masked"]);
    expect(await read()).toMatchObject({ released: [], exports: [] });

    const { people } = (await api.call("GET", `${address}/masking`)).body;
    for (const { personId } of people) await api.call("POST", `/api/people/${personId}/unmaskings`, { body: { reason: "DS case" } });
    const { activities } = (await api.call("GET", `${address}/activities`)).body;
    const own = activities.find(({ from }: { from: { id: string } }) => from.id === user.id);
    for (const other of [
      { ...part, activityId: own.id },
      { ...part, conversationId: "elsewhere" },
    ])
      expect((await post("export", { release: [part, other] })).body.code).toBe("invalid_request");
    expect((await read()).released).toEqual([]);

    expect((await post("export", { release: [part] })).status).toBe(201);
    expect((await read()).released).toMatchObject([{ conversationId, activityId }]);
  } finally {
    await setProduction(api, false);
  }
});
