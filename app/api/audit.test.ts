import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { identityIdOf } from "@/lib/facts";
import type { ListedAuditEntry } from "@/lib/model";
import { auditRules } from "./_audit/rules";
import { testApi } from "./_lib/testing/test-api";
import { operations } from "./_operations";

const api = testApi();
const ann = { id: "u-ann", name: "Ann" };
const annRef = subjectRefOf(ann.id);
const personId = identityIdOf({ channelId: "emulator", userId: ann.id });
let address = "";

function subjectRefOf(userId: string): () => string {
  return () => subjectRef({ channelId: "emulator", userId });
}

const setProduction = (isProduction: boolean) => api.call("PATCH", "/api/bots/obedient", { body: { isProduction } });
const say = (from: string, text: string) => api.call("POST", `${address}/activities`, { body: { from: { id: from }, text } });
const entries = async (query = ""): Promise<ListedAuditEntry[]> => (await api.call("GET", `/api/audit?limit=500${query}`)).body.entries;

/** What a request put on record, the oldest first. */
async function recordOf(work: () => Promise<unknown>): Promise<ListedAuditEntry[]> {
  Reflect.deleteProperty(globalThis, Symbol.for("turnscope.fresh-audit-entries"));
  const [before] = await (await db()).query<{ seq: number }>(sql`SELECT COALESCE(max(seq), 0) AS seq FROM audit_entry`);
  await work();
  return (await entries()).filter(({ seq, action }) => seq > (before?.seq ?? 0) && action !== "audit.read").reverse();
}

beforeAll(async () => {
  ({ address } = await api.start({ user: ann }));
  await say(ann.id, "tell something");
  await say("u-bo", "tell something");
});

test("every operation says how it comes on record, or why it does not", () => {
  expect(Object.keys(auditRules).sort()).toEqual(operations.map(({ id }) => id).sort());
});

describe("of a test bot", () => {
  beforeEach(() => setProduction(false));

  test("talking, reading and writing state are everyday work, and not on record", async () => {
    const record = await recordOf(async () => {
      await say(ann.id, "tell more");
      await api.call("GET", `${address}/state`);
      await api.call("GET", `/api/people/${personId}`);
      await api.call("GET", "/api/people");
      await api.call("DELETE", `${address}/state/user?userId=u-bo`, { headers: { "if-match": "*" } });
    });
    expect(record).toEqual([]);
  });

  test("changing a rule is on record", async () => {
    const record = await recordOf(() => api.call("PATCH", "/api/bots/obedient", { body: { greeting: "emulator" } }));
    expect(record).toMatchObject([{ action: "bot.changed", actor: "local", actorName: "Local user", outcome: "done", subjects: [] }]);
  });
});

describe("of a production bot", () => {
  beforeEach(() => setProduction(true));

  test("looking at a person's page and facts is, though values are masked", async () => {
    const record = await recordOf(async () => {
      await api.call("GET", `/api/people/${personId}`);
      await api.call("GET", `/api/people/${personId}/facts`);
    });
    expect(record).toMatchObject([
      { action: "person.viewed", place: "page", subjects: [annRef()], counts: {}, purpose: null },
      { action: "person.viewed", place: "facts", subjects: [annRef()], counts: {}, purpose: null },
    ]);
  });

  test("looking again within a minute adds nothing, and later it does", async () => {
    const look = () => api.call("GET", `/api/people/${personId}`);
    expect(await recordOf(async () => void (await Promise.all([look(), look(), look()])))).toHaveLength(1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    expect(await recordOf(look)).toHaveLength(1);
    vi.useRealTimers();
  });

  test("reading a conversation is, with everybody in it; reading one person's state names only them", async () => {
    const record = await recordOf(async () => {
      await api.call("GET", `${address}/turns`);
      await api.call("GET", `${address}/state/user?userId=u-bo`);
    });
    expect(record.map(({ subjects }) => subjects)).toEqual([[annRef(), subjectRefOf("u-bo")()].sort(), [subjectRefOf("u-bo")()]]);
  });

  test("lists and searches are, without a subject and without what was searched for", async () => {
    const record = await recordOf(async () => {
      await api.call("GET", "/api/conversations");
      await api.call("POST", "/api/people/search", { body: { query: "u-ann" } });
    });
    expect(record).toMatchObject([
      { action: "conversation.listed", subjects: [] },
      { action: "people.listed", subjects: [], place: "search" },
    ]);
  });

  test("unmasking is, with its purpose and case, and so is what is seen by it", async () => {
    const record = await recordOf(async () => {
      const body = { reason: "They asked on the phone", purpose: "request", caseNumber: "DS-2026-0003" };
      const { status, body: unmasking } = await api.call("POST", `/api/people/${personId}/unmaskings`, { body });
      expect([status, unmasking.purpose, unmasking.caseNumber]).toEqual([201, "request", "DS-2026-0003"]);
      await api.call("GET", `/api/people/${personId}/facts`);
      await api.call("DELETE", `/api/unmaskings/${unmasking.id}`);
      await api.call("DELETE", `/api/unmaskings/${unmasking.id}`);
    });
    const why = { purpose: "request", caseNumber: "DS-2026-0003", subjects: [annRef()] };
    expect(record).toMatchObject([
      { action: "person.unmasked", ...why },
      { action: "person.viewed", ...why, counts: { unmasked: 1 } },
      { action: "person.masked", subjects: [annRef()] },
    ]);
  });

  test("an edit that is refused is on record as refused", async () => {
    const edit = { body: [{ op: "add", path: "/seen", value: 1 }], headers: { "if-match": "*" } };
    const record = await recordOf(() => api.call("PATCH", `${address}/state/user?userId=${ann.id}`, edit));
    expect(record).toMatchObject([{ action: "state.written", outcome: "refused", subjects: [annRef()] }]);
  });

  test("a hand-made change that cannot be put on record is not made, and one that can stands with its entry", async () => {
    const { body: unmasking } = await api.call("POST", `/api/people/${personId}/unmaskings`, { body: { reason: "They asked" } });
    const user = `${address}/state/user?userId=${ann.id}`;
    const put = (text: string) => api.call("PUT", user, { body: { data: { text } }, headers: { "if-match": "*" } });
    const written = await recordOf(() => put("first"));
    expect(written).toMatchObject([{ action: "state.written", outcome: "done", subjects: [annRef()] }]);
    const before = (await api.call("GET", `${address}/turns`)).body.writes.length;
    await (await db()).execute(sql`ALTER TABLE audit_entry RENAME TO audit_entry_away`);
    const silent = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const refused = [
      await put("second"),
      await api.call("PATCH", user, { body: [{ op: "add", path: "/more", value: 1 }], headers: { "if-match": "*" } }),
      await api.call("POST", `${address}/restore`, { body: { turn: 0, userId: ann.id } }),
    ];
    silent.mockRestore();
    await (await db()).execute(sql`ALTER TABLE audit_entry_away RENAME TO audit_entry`);
    expect(refused.map(({ status }) => status)).toEqual([500, 500, 500]);
    expect((await api.call("GET", user)).body.data).toEqual({ text: "first" });
    expect((await api.call("GET", `${address}/turns`)).body.writes).toHaveLength(before);
    const { status } = await api.call("GET", "/api/audit/verify");
    expect(status).toBe(200);
    await api.call("DELETE", `/api/unmaskings/${unmasking.id}`);
  });

  test("what cannot be put on record is not answered", async () => {
    await (await db()).execute(sql`ALTER TABLE audit_entry RENAME TO audit_entry_away`);
    const silent = vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 600_000 });
    const { status, text } = await api.call("GET", `/api/people/${personId}`);
    const unmasked = await api.call("POST", `/api/people/${personId}/unmaskings`, { body: { reason: "unseen" } });
    vi.useRealTimers();
    silent.mockRestore();
    await (await db()).execute(sql`ALTER TABLE audit_entry_away RENAME TO audit_entry`);
    expect([status, unmasked.status]).toEqual([500, 500]);
    expect(text).not.toContain(personId);
    expect((await api.call("GET", "/api/unmaskings?active=1")).body.unmaskings).toEqual([]);
  });
});

describe("the log", () => {
  test("is filtered by person, action, actor, case and time, and read page by page", async () => {
    await setProduction(true);
    await recordOf(() => api.call("GET", `/api/people/${personId}`));
    const ofAnn = await entries(`&personId=${personId}`);
    expect(ofAnn.length).toBeGreaterThan(0);
    expect(ofAnn.every(({ subjects }) => subjects.includes(annRef()))).toBe(true);
    expect((await entries("&action=bot.changed")).every(({ action }) => action === "bot.changed")).toBe(true);
    expect(await entries("&actor=nobody-else")).toEqual([]);
    expect((await entries("&case=DS-2026-0003")).map(({ action }) => action)).toContain("person.unmasked");
    expect(await entries("&to=2020-01-01T00:00:00Z")).toEqual([]);
    const first = (await api.call("GET", "/api/audit?limit=2")).body;
    const second = (await api.call("GET", `/api/audit?limit=2&cursor=${first.cursor}`)).body;
    expect(second.entries[0].seq).toBe(first.entries[1].seq - 1);
    expect((await api.call("GET", "/api/audit?cursor=nonsense")).body.code).toBe("invalid_cursor");
  });

  test("is verified, and that is on record", async () => {
    const record = await recordOf(async () => {
      const { status, body } = await api.call("GET", "/api/audit/verify");
      expect([status, body.isIntact, body.faults]).toEqual([200, true, []]);
    });
    expect(record).toMatchObject([{ action: "audit.verified" }]);
  });

  test("tells a person when their data was looked at, in which role and what for, and not by whom", async () => {
    const { text, body } = await api.call("GET", `/api/people/${personId}/consultations`);
    expect(body.consultations).toContainEqual(
      expect.objectContaining({ action: "person.unmasked", purpose: "request", roles: expect.arrayContaining(["privacy-reviewer"]) }),
    );
    expect(text).not.toMatch(/Local user|"local"|actor/);
  });

  test("tells whose data a role could see between two times", async () => {
    const ask = (query: string) => api.call("GET", `/api/audit/exposed?${query}`);
    const always = "from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z";
    const { body } = await ask(`role=privacy-reviewer&${always}`);
    expect(body.subjects).toContainEqual(expect.objectContaining({ ref: annRef(), personId, isUnmasked: true }));
    expect(body).toMatchObject({ subjectCount: 2, unmaskedCount: 2, peopleCount: 2 });
    expect((await ask(`actor=local&from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z`)).body.subjectCount).toBe(0);
    expect((await ask(always)).body.code).toBe("invalid_request");
  });
});
