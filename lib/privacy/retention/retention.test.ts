import { expect, test } from "vitest";
import {
  changeBot,
  listActivities,
  listTurns,
  readState,
  readStateAt,
  requireListedBot,
  saveSnapshot,
  traceValue,
  writeState,
} from "@/lib/conversations";
import { loadScriptedBot, openConversation, type TestConversation } from "@/lib/conversations/testing";
import { db, encodeText, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { signatureCheck } from "@/lib/env";
import { identityIdOf } from "@/lib/facts";
import { type Caller, defaultChannelId as channelId, type RetentionRule, type Scope, systemCaller, verifyReceipt } from "@/lib/model";
import { decideProposal } from "../proposals/decide-proposal";
import { listProposals } from "../proposals/propose";
import { holdPerson } from "../standing/holds";
import { restrictPerson } from "../standing/restrict-person";
import { sweepIfDue } from "./keep-sweeping";
import { endLease, takeLease } from "./lease";
import { policyInForce, putPolicy, shortens, waitingPolicy } from "./policies";
import { previewRetention, readRetention } from "./read-retention";
import { lastSweep, readSweepReceipt, sweepRetention } from "./sweep";

loadScriptedBot();

const rae: Caller = { kind: "account", id: "rae", name: "Rae", roles: ["privacy-reviewer"] };
const dan: Caller = { kind: "account", id: "dan", name: "Dan", roles: ["approver"] };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const personOf = ({ userId }: TestConversation) => identityIdOf({ channelId, userId });

const rule = (more: Partial<RetentionRule> & Pick<RetentionRule, "store">): RetentionRule => ({
  ...{ id: `r-${more.store}`, botId: "scripted", pattern: null, category: null, basis: "lastTurn", days: 30, action: "delete", isOn: true },
  ...more,
});

/** As if approved a day ago. */
async function inForce(...rules: RetentionRule[]): Promise<void> {
  await putPolicy({ rules, reason: "a test" }, rae);
  await (await db()).execute(sql`UPDATE retention_policy SET effective_from = at`);
}

async function meet(data: object = { email: "ann@example.org", city: "Gent" }, scope: Scope = "user") {
  const one = await openConversation();
  await writeState({
    conversationId: one.id,
    userId: one.userId,
    writes: [{ scope, data: data as never, ifMatch: "*" }],
    kind: "edit",
    by: "Tess",
  });
  return one;
}

const stateOf = async ({ id, userId }: TestConversation, scope: Scope) => (await readState(id, userId))[scope].data;

async function lastSeq(): Promise<number> {
  const [row] = await (await db()).query<{ seq: number }>(sql`SELECT max(seq) AS seq FROM state_write`);
  return row?.seq ?? 0;
}

/** Wherever the words stand in what is kept of state. */
async function copiesOf(text: string): Promise<number> {
  const like = `%${text}%`;
  const [row] = await (await db()).query<{ n: number }>(sql`SELECT (SELECT count(*) FROM store_item WHERE data LIKE ${like})
    + (SELECT count(*) FROM property_value WHERE json LIKE ${like}) + (SELECT count(*) FROM fact WHERE value LIKE ${like})
    + (SELECT count(*) FROM snapshot WHERE body LIKE ${like}) + (SELECT count(*) FROM turn_record WHERE body LIKE ${like}) AS n`);
  return row?.n ?? 0;
}

onEachDatabase(() => {
  test("state past its time is gone after one sweep, its history and snapshots included, and younger state stays (A2)", async () => {
    const ann = await meet({ email: "wren-one@example.org" });
    await writeState({
      conversationId: ann.id,
      writes: [{ scope: "user", data: { email: "wren-two@example.org" }, ifMatch: "*" }],
      kind: "edit",
      by: "Tess",
    });
    await saveSnapshot({ name: "before", conversationId: ann.id, by: "Tess" });
    await inForce(rule({ store: "user" }));
    expect((await sweepRetention(systemCaller, inDays(29))).counts).toEqual({});
    expect(await copiesOf("wren-")).toBeGreaterThan(3);
    const preview = await previewRetention(inDays(31));
    expect(preview.rules).toMatchObject([{ id: "r-user", excepted: 0 }]);
    const { counts, state } = await sweepRetention(systemCaller, inDays(31));
    expect(state).toBe("complete");
    expect(counts["r-user"]).toBe(preview.total);
    expect(await copiesOf("wren-")).toBe(0);
    expect(await stateOf(ann, "user")).toBeNull();
    expect((await sweepRetention(systemCaller, inDays(31))).counts).toEqual({});
  });

  test("one path goes out of the item and all its versions; the rest stays", async () => {
    const ann = await meet({ mails: [{ at: "heron-1@example.org" }, { at: "heron-2@example.org" }], city: "Ghent-stays" });
    await inForce(rule({ store: "user", pattern: "/mails[]/at" }));
    await sweepRetention(systemCaller, inDays(31));
    expect(await copiesOf("heron-")).toBe(0);
    expect(await stateOf(ann, "user")).toEqual({ mails: [{}, {}], city: "Ghent-stays" });
    const [counted] = await (await db()).query<{ facts: number }>(sql`SELECT facts FROM dictionary_path WHERE pattern = '/mails[]/at'`);
    expect(counted?.facts).toBe(0);
  });

  test("going back shows that a sweep took something, and which", async () => {
    const ann = await meet({ mails: [{ at: "crane-1@example.org" }], city: "Ghent-stays" });
    const { writes } = await listTurns(ann.id);
    const seq = writes.at(-1)?.seq ?? 0;
    await inForce(rule({ store: "user", pattern: "/mails[]/at" }));
    const { number } = await sweepRetention(systemCaller, inDays(31));
    const mark = { at: expect.stringMatching(/^20/), erasedBy: number };
    const { user } = await readStateAt(ann.id, ann.userId, { seq });
    expect(user).toMatchObject({ data: { mails: [{}], city: "Ghent-stays" }, erased: [{ ...mark, path: "/mails/0/at", version: seq }] });
    const { entries } = await traceValue(ann.id, { scope: "user", path: "/mails/0/at", userId: ann.userId });
    expect(entries.at(-1)).toMatchObject({ seq, erased: mark });
    expect((await readStateAt(ann.id, ann.userId, { seq: await lastSeq() })).user.erased).toBeUndefined();

    await inForce(rule({ store: "user" }), rule({ store: "transcript" }));
    const { number: second } = await sweepRetention(systemCaller, inDays(31));
    const { user: gone } = await readStateAt(ann.id, ann.userId, { seq });
    expect(gone.data).toBeNull();
    expect(gone.erased?.map(({ path, erasedBy }) => [path, erasedBy])).toContainEqual(["/city", second]);
    expect((await readStateAt(ann.id, ann.userId, { seq: await lastSeq() })).user.erased).toBeUndefined();
    expect((await listTurns(ann.id)).turns[0]?.erased).toMatchObject({ erasedBy: second });
  });

  test("a pseudonymised value is another word, the same for the same, and is not changed again", async () => {
    const ann = await meet({ a: "robin@example.org", b: "robin@example.org", age: 31 });
    await inForce(rule({ id: "p", store: "user", action: "pseudonymise" }));
    await sweepRetention(systemCaller, inDays(31));
    const first = (await stateOf(ann, "user")) as { a: string; b: string; age: number };
    expect(first).toEqual({ a: expect.stringMatching(/^pseudonym:[\w-]{10}$/), b: first.a, age: 0 });
    expect(await copiesOf("robin@")).toBe(0);
    await sweepRetention(systemCaller, inDays(32));
    expect(await stateOf(ann, "user")).toEqual(first);
  });

  test("what is held or restricted stays, and the preview says so", async () => {
    const [held, restricted, free] = [await meet(), await meet(), await meet()];
    const reviewOn = inDays(30).toISOString().slice(0, 10);
    await holdPerson(personOf(held), { matter: "1", owner: "Legal", reviewOn, conversationId: null }, rae);
    await restrictPerson(personOf(restricted), { kind: "restriction", reason: "asked", caseNumber: null }, rae);
    await inForce(rule({ store: "user" }), rule({ store: "transcript" }));
    await held.say("hello");
    expect((await previewRetention(inDays(31))).rules.find(({ id }) => id === "r-user")?.excepted).toBe(2);
    await sweepRetention(systemCaller, inDays(31));
    expect(await stateOf(held, "user")).toMatchObject({ city: "Gent" });
    expect(await stateOf(restricted, "user")).toMatchObject({ city: "Gent" });
    expect(await stateOf(free, "user")).toBeNull();
    expect(JSON.stringify(await listActivities(held.id, { watermark: null }))).toContain("hello");
  });

  test("of an old conversation what was said goes, and its turns keep their places; the person can go on", async () => {
    const ann = await openConversation();
    await ann.say("my name is kestrel");
    await inForce(rule({ store: "transcript" }), rule({ store: "records" }));
    const { counts } = await sweepRetention(systemCaller, inDays(31));
    expect(counts["r-transcript"]).toBeGreaterThan(1);
    const [said] = await (await db()).query<{ n: number }>(sql`SELECT count(*) AS n FROM activity WHERE body LIKE '%kestrel%'`);
    expect(said?.n).toBe(0);
    expect((await listTurns(ann.id, { limit: 10 })).turns).toMatchObject([{ number: 1 }, { number: 2 }]);
    expect((await ann.say("hello")).number).toBe(3);
    expect((await sweepRetention(systemCaller, inDays(20))).counts).toEqual({});
  });

  test("a dialog that nobody finished goes, and what stands beside it stays", async () => {
    const stack = { dialogStack: [{ id: "trip", state: { values: { mail: "siskin@example.org" } } }] };
    const ann = await meet({ topic: "trips" }, "conversation");
    await writeState({
      conversationId: ann.id,
      writes: [{ scope: "dialog", data: stack as never, ifMatch: "*" }],
      kind: "edit",
      by: "Tess",
    });
    await inForce(rule({ store: "dialog", basis: "conversationEnd", days: 1 }));
    await sweepRetention(systemCaller, inDays(2));
    expect(await copiesOf("siskin")).toBe(0);
    expect(await stateOf(ann, "conversation")).toEqual({ topic: "trips" });
  });

  test("the dictionary's period of a path counts for production bots, and no rule without a bot counts for a test bot", async () => {
    const ann = await meet({ email: "plover@example.org" });
    await (await db()).execute(sql`UPDATE dictionary_path SET retention_days = 10 WHERE pattern = '/email' AND bot_id = 'scripted'`);
    await inForce(rule({ store: "user", botId: null, days: 10 }));
    await sweepRetention(systemCaller, inDays(11));
    expect(await stateOf(ann, "user")).toEqual({ email: "plover@example.org" });
    await inForce();
    await changeBot("scripted", { isProduction: true });
    await sweepRetention(systemCaller, inDays(11));
    await changeBot("scripted", { isProduction: false });
    expect(await copiesOf("plover")).toBe(0);
    expect((await requireListedBot("scripted")).isProduction).toBe(false);
  });

  test("of two who sweep at once, one does: also when the other is another process", async () => {
    await meet();
    await inForce(rule({ store: "user" }));
    const results = await Promise.allSettled([sweepRetention(systemCaller, inDays(31)), sweepRetention(systemCaller, inDays(31))]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const database = await db();
    const lease = { name: "retention-sweep", holder: "another process" };
    expect(await takeLease(database, lease)).toBe(true);
    await expect(sweepRetention(systemCaller)).rejects.toMatchObject({ code: "sweep_running" });
    expect(await takeLease(database, { ...lease, holder: "a third", now: new Date(Date.now() + 11 * 60_000) })).toBe(true);
    await endLease(database, { ...lease, holder: "a third" });
  });

  test("a sweep is a case with a receipt that anybody can check", async () => {
    await sweepRetention(systemCaller);
    const [before] = await (await db()).query(sql`SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1`);
    const { number } = await sweepRetention(systemCaller);
    const { receipt } = await readSweepReceipt(number);
    expect(receipt.auditHead).toEqual(before);
    const text = JSON.stringify(await readSweepReceipt(number));
    expect(await verifyReceipt(text, signatureCheck)).toMatchObject({ isGenuine: true, receipt: { caseNumber: number } });
    expect(await verifyReceipt(text.replace(number, "RS-1999-0001"), signatureCheck)).toMatchObject({ isGenuine: false });
    const other = { ...receipt, auditHead: { seq: 1, hash: "another" } };
    expect(await verifyReceipt(text.replace(JSON.stringify(receipt), JSON.stringify(other)), signatureCheck)).toMatchObject({
      isGenuine: false,
    });
    const [entry] = await (await db()).query<{ outcome: string }>(
      sql`SELECT outcome FROM audit_entry WHERE action = 'retention.swept' AND case_number = ${encodeText(number)}`,
    );
    expect(entry?.outcome).toBe("done");
  });

  test("rules that keep shorter wait for a second person and a day; those that keep longer do not", async () => {
    await inForce(rule({ store: "user", days: 60 }));
    expect(await putPolicy({ rules: [rule({ store: "user", days: 90 })], reason: "longer" }, rae)).toBe("in-force");
    expect(await putPolicy({ rules: [rule({ store: "user", days: 20 })], reason: "shorter" }, rae)).toBe("proposed");
    expect((await policyInForce()).rules).toMatchObject([{ days: 90 }]);
    expect(await waitingPolicy()).toMatchObject({ effectiveFrom: null, rules: [{ days: 20 }] });
    const [open] = await listProposals({ isOpen: true }, dan);
    await decideProposal(open?.id ?? "", { decision: "approve", note: "" }, dan);
    expect((await policyInForce()).rules).toMatchObject([{ days: 90 }]);
    expect((await waitingPolicy())?.effectiveFrom).not.toBeNull();
    expect((await policyInForce(inDays(1.01))).rules).toMatchObject([{ days: 20 }]);
    expect(shortens([rule({ store: "user" })], [rule({ store: "user", isOn: false })])).toBe(false);
    expect(shortens([rule({ store: "user" })], [rule({ store: "user", botId: null })])).toBe(true);
  });

  test("rules that were made from older ones than those in force are refused, and nothing is kept", async () => {
    await inForce(rule({ store: "user", days: 60 }));
    const { version } = await policyInForce();
    const longer = (days: number) => ({ rules: [rule({ store: "user", days })], reason: "longer", version });
    expect(await putPolicy(longer(90), rae)).toBe("in-force");
    await expect(putPolicy(longer(120), dan)).rejects.toMatchObject({ code: "rules_changed" });
    expect((await policyInForce()).rules).toMatchObject([{ days: 90 }]);
    expect(await waitingPolicy()).toBeNull();
  });

  test("of two sets that are put at the same moment one is kept and the other refused, whatever they ask for", async () => {
    const atOnce = (...saves: Parameters<typeof putPolicy>[0][]) => Promise.allSettled(saves.map((save) => putPolicy(save, rae)));
    const refused = { status: "rejected", reason: expect.objectContaining({ code: "rules_changed" }) };
    await inForce(rule({ store: "user", days: 60 }));
    const { version } = await policyInForce();
    const set = (days: number) => ({ rules: [rule({ store: "user", days })], reason: "at once", version });
    expect(await atOnce(set(20), set(10))).toEqual([{ status: "fulfilled", value: "proposed" }, refused]);
    expect(await waitingPolicy()).toMatchObject({ rules: [{ days: 20 }] });
    expect(await atOnce(set(90), set(120))).toEqual([{ status: "fulfilled", value: "in-force" }, refused]);
    expect((await policyInForce()).rules).toMatchObject([{ days: 90 }]);
  });

  test("each night is swept once, and a missed sweep is told and done by day", async () => {
    const night = new Date("2027-03-01T03:05:00Z");
    await (await db()).execute(sql`UPDATE retention_sweep SET started_at = '2027-02-28T03:05:00.000Z'`);
    expect(await sweepIfDue(night)).toBe(true);
    expect(await sweepIfDue(new Date("2027-03-01T03:15:00Z"))).toBe(false);
    expect((await lastSweep())?.startedAt).toBe(night.toISOString());
    await changeBot("scripted", { isProduction: true });
    expect((await readRetention(new Date("2027-03-03T12:00:00Z"))).isMissed).toBe(true);
    await changeBot("scripted", { isProduction: false });
    expect(await sweepIfDue(new Date("2027-03-03T12:00:00Z"))).toBe(true);
    const missed = await (await db()).query(sql`SELECT seq FROM audit_entry WHERE action = 'retention.missed'`);
    expect(missed).toHaveLength(1);
  });
});
