import { describe, expect, test } from "vitest";
import {
  applySnapshot,
  deleteSnapshot,
  importSnapshot,
  listSnapshots,
  renameSnapshot,
  requireSnapshot,
  saveSnapshot,
  startConversation,
} from "@/lib/conversations";
import { loadScriptedBot, openConversation, textsOf } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { type BusEvent, bus } from "@/lib/live";
import { linkIdentity } from "@/lib/memory";
import { type Caller, defaultChannelId as channelId, fullSight, localCaller, type RequestType } from "@/lib/model";
import { requireErasure } from "../erasure/erasure-row";
import { decideProposal } from "../proposals/decide-proposal";
import { listProposals } from "../proposals/propose";
import { proposeLift, proposeRelease } from "../proposals/propose-lift";
import { proposeReset } from "../proposals/propose-reset";
import { requireRequest, selectCases } from "../requests/case-row";
import { identifyByStaff } from "../requests/identity-codes";
import { moveRequest } from "../requests/move-request";
import { openErasureOf } from "../requests/open-erasure-of";
import { openRequest } from "../requests/open-request";
import { draftErasure } from "./draft-erasure";
import { holdPerson, listHolds, reviewHold } from "./holds";
import { listStanding, readStanding } from "./read-standing";
import { extendRestrictions, restrictPerson } from "./restrict-person";

loadScriptedBot();

const caller = localCaller;
const rae: Caller = { kind: "account", id: "rae", name: "Rae", roles: ["privacy-reviewer"] };
const dan: Caller = { kind: "account", id: "dan", name: "Dan", roles: ["approver"] };
const personOf = (userId: string) => identityIdOf({ channelId, userId });
const today = () => new Date().toISOString().slice(0, 10);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const restriction = { kind: "restriction", reason: "says it is wrong", caseNumber: null } as const;
const hold = { matter: "2026/114", owner: "Legal", reviewOn: inDays(30), conversationId: null };

onEachDatabase(() => {
  test("a restricted person is not answered until a second person lifts it, of which they were told", async () => {
    const { userId, say } = await openConversation();
    const personId = personOf(userId);
    await restrictPerson(personId, restriction, rae);
    await expect(say("hello")).rejects.toMatchObject({ code: "person_restricted" });
    await expect(restrictPerson(personId, restriction, rae)).rejects.toMatchObject({ code: "already_restricted" });
    const lift = { kind: "restriction", noticeOn: today(), reason: "corrected" } as const;
    await expect(proposeLift(personId, { ...lift, noticeOn: inDays(2) }, rae)).rejects.toMatchObject({ code: "invalid_request" });
    const { id } = await proposeLift(personId, lift, rae);
    await expect(decideProposal(id, { decision: "approve", note: "" }, rae)).rejects.toMatchObject({ code: "second_person_needed" });
    await expect(say("hello")).rejects.toMatchObject({ code: "person_restricted" });
    expect(await decideProposal(id, { decision: "approve", note: "" }, dan)).toMatchObject({ state: "approved", isSelfApproved: false });
    expect(textsOf(await say("hello"))).toEqual(["heard hello as number 1"]);
    expect((await readStanding(personId, fullSight)).restrictions).toMatchObject([{ liftedBy: "Dan", noticeOn: today() }]);
    await expect(decideProposal(id, { decision: "approve", note: "" }, dan)).rejects.toMatchObject({ code: "proposal_decided" });
  });

  test("open pages are told that somebody is restricted, and keep what they show", async () => {
    const { userId } = await openConversation();
    const heard: BusEvent[] = [];
    const leave = bus().subscribe((event) => heard.push(event));
    await restrictPerson(personOf(userId), restriction, rae);
    leave();
    expect(heard.filter(({ type }) => type === "masking")).toEqual([{ type: "masking", callerId: null }]);
  });

  test("whoever objected is answered as somebody unknown", async () => {
    const { userId, say, data } = await openConversation();
    await say("hello");
    await restrictPerson(personOf(userId), { ...restriction, kind: "objection" }, rae);
    expect(textsOf(await say("hello"))).toEqual(["heard hello as number 1"]);
    expect((await data()).user).toEqual({ count: 1 });
    expect(await readStanding(personOf(userId), fullSight)).toMatchObject({ isRestricted: false, hasObjected: true });
  });

  describe("an objection", () => {
    const objects = { kind: "objection", reason: "objects", caseNumber: null } as const;
    const casesOf = (personId: string, type: RequestType) =>
      selectCases(sql`request.person_id = ${personId} AND request.type = ${type} ORDER BY request.number`);
    const eventsOf = async (number = "") => {
      const rows = await (await db()).query<{ to: string; detail: string }>(
        sql`SELECT "to", detail FROM request_event WHERE number = ${number} ORDER BY seq`,
      );
      return rows.map(({ to, detail }) => [to, JSON.parse(detail)]);
    };
    const meet = async () => {
      const { userId, say } = await openConversation();
      await say("hello");
      return personOf(userId);
    };

    test("has the plan of an erasure drafted, once, for others to approve", async () => {
      const personId = await meet();
      const { number } = await openRequest({ type: "objection", personId }, rae);
      await identifyByStaff(await requireRequest(number), "Known by voice", rae);
      await restrictPerson(personId, { ...objects, caseNumber: number }, rae);
      const drafted = await openErasureOf(personId);
      expect(await requireRequest(drafted ?? "")).toMatchObject({
        state: "plan_ready",
        identified: { note: "Known by voice" },
        asked: `Drafted for the objection ${number}`,
      });
      expect(await requireErasure(drafted ?? "")).toMatchObject({ step: "planned", approvedBy: null });
      await draftErasure(number, rae);
      expect((await casesOf(personId, "erasure")).map((one) => one.number)).toEqual([drafted]);
    });

    test("that is noted without a case has one opened, and the plan drafted where there is no doubt who objects", async () => {
      const personId = await meet();
      await restrictPerson(personId, { ...objects, noDoubt: "Known by voice" }, rae);
      const [opened, ...others] = await casesOf(personId, "objection");
      expect(others).toEqual([]);
      expect(opened).toMatchObject({
        state: "verified",
        asked: "objects",
        openedBy: "Rae",
        identified: { how: "staff", note: "Known by voice" },
      });
      expect((await readStanding(personId, fullSight)).restrictions).toMatchObject([{ kind: "objection", caseNumber: opened?.number }]);
      expect(await casesOf(personId, "erasure")).toMatchObject([
        { state: "plan_ready", asked: `Drafted for the objection ${opened?.number}` },
      ]);
    });

    test("stands at once while it is not known who objects, and the plan is drafted when that is", async () => {
      const personId = await meet();
      await restrictPerson(personId, objects, rae);
      const [opened] = await casesOf(personId, "objection");
      expect(opened).toMatchObject({ state: "received", identified: null });
      expect(await eventsOf(opened?.number)).toEqual([
        ["received", {}],
        ["received", { done: "objection" }],
      ]);
      expect(await readStanding(personId, fullSight)).toMatchObject({ hasObjected: true });
      expect(await openErasureOf(personId)).toBeNull();
      await identifyByStaff(await requireRequest(opened?.number ?? ""), "Came to the counter", rae);
      expect(await casesOf(personId, "erasure")).toMatchObject([{ state: "plan_ready", identified: { note: "Came to the counter" } }]);
    });

    test("belongs to the case that is open, whose history has it", async () => {
      const personId = await meet();
      const { number } = await openRequest({ type: "objection", personId }, rae);
      await restrictPerson(personId, { ...objects, noDoubt: "Known by voice" }, rae);
      expect(await eventsOf(number)).toEqual([
        ["received", {}],
        ["received", { done: "objection" }],
        ["verified", { how: "staff" }],
      ]);
      expect(await casesOf(personId, "objection")).toHaveLength(1);
      expect(await casesOf(personId, "erasure")).toMatchObject([{ state: "plan_ready" }]);
    });

    test("of somebody whose case has ended opens another", async () => {
      const personId = await meet();
      const { number } = await openRequest({ type: "objection", personId }, rae);
      await moveRequest(number, "cancelled", { caller: rae });
      await restrictPerson(personId, objects, rae);
      expect((await casesOf(personId, "objection")).map(({ state }) => state)).toEqual(["cancelled", "received"]);
    });

    test("and its case are there together or not at all, and twice at once is once", async () => {
      const personId = await meet();
      await (await db()).execute(sql`ALTER TABLE audit_entry RENAME TO audit_entry_away`);
      await expect(restrictPerson(personId, objects, rae)).rejects.toThrow();
      await (await db()).execute(sql`ALTER TABLE audit_entry_away RENAME TO audit_entry`);
      expect(await casesOf(personId, "objection")).toEqual([]);
      expect(await readStanding(personId, fullSight)).toMatchObject({ hasObjected: false });
      const twice = await Promise.allSettled([restrictPerson(personId, objects, rae), restrictPerson(personId, objects, rae)]);
      expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await casesOf(personId, "objection")).toHaveLength(1);
    });

    test("is for a case of which whoever may not read cases is not told the number", async () => {
      const personId = await meet();
      await restrictPerson(personId, objects, rae);
      expect((await readStanding(personId, { seesCases: false })).restrictions).toMatchObject([{ kind: "objection", caseNumber: null }]);
    });

    test("of somebody holds for whoever is linked to them, for the same case", async () => {
      const [personId, other] = [await meet(), await meet()];
      await restrictPerson(personId, { ...objects, noDoubt: "Known by voice" }, rae);
      await linkIdentity(personId, { identityId: other, evidence: "they-said", note: "", by: "Rae" });
      await extendRestrictions(personId, rae);
      const [opened, ...others] = await casesOf(personId, "objection");
      expect(others).toEqual([]);
      const { restrictions } = await readStanding(personId, fullSight);
      expect(restrictions.map(({ caseNumber }) => caseNumber)).toEqual([opened?.number, opened?.number]);
    });
  });

  test("who is linked to a restricted person is restricted with them", async () => {
    const [ann, other] = [await openConversation(), await openConversation()];
    await restrictPerson(personOf(ann.userId), restriction, rae);
    await linkIdentity(personOf(ann.userId), { identityId: personOf(other.userId), evidence: "they-said", note: "", by: "Rae" });
    await extendRestrictions(personOf(ann.userId), rae);
    await expect(other.say("hello")).rejects.toMatchObject({ code: "person_restricted" });
  });

  test("a restricted person is carried on to nobody: neither by a link nor by a snapshot, which stays as it is", async () => {
    const [ann, other] = [await openConversation(), await openConversation()];
    await ann.say("hello");
    const saved = await saveSnapshot({ name: "saved", conversationId: ann.id, userId: ann.userId, by: "Tess" });
    const file = await requireSnapshot(saved.id);
    await restrictPerson(personOf(ann.userId), restriction, rae);
    const refused = { code: "person_restricted" };
    const apply = () => applySnapshot(saved.id, { conversationId: other.id, userId: other.userId, by: "Tess" });
    const start = () => startConversation({ botId: "scripted", snapshotId: saved.id });
    const link = () =>
      linkIdentity(personOf(other.userId), { identityId: personOf(ann.userId), evidence: "they-said", note: "", by: "Rae" });
    const change = [() => renameSnapshot(saved.id, "renamed"), () => deleteSnapshot(saved.id), () => requireSnapshot(saved.id)];
    for (const work of [apply, start, link, ...change]) await expect(work()).rejects.toMatchObject(refused);
    const { snapshots } = await listSnapshots();
    expect(snapshots.find(({ id }) => id === saved.id)?.name).toBe("saved");
    const fromFile = await importSnapshot(file);
    expect(await deleteSnapshot(fromFile.id)).toMatchObject({ id: fromFile.id });
  });

  test("a hold names matter, owner and a day within ninety, and is released by two persons", async () => {
    const { userId } = await openConversation();
    const personId = personOf(userId);
    await expect(holdPerson(personId, { ...hold, reviewOn: inDays(91) }, rae)).rejects.toMatchObject({ code: "invalid_request" });
    await holdPerson(personId, hold, rae);
    const [held] = (await readStanding(personId, fullSight)).holds;
    expect(held).toMatchObject({ matter: "2026/114", owner: "Legal", isOverdue: false, personId });
    await reviewHold(held?.id ?? "", inDays(60), rae);
    expect((await readStanding(personId, fullSight)).holds).toMatchObject([{ reviewOn: inDays(60) }]);
    const { id } = await proposeRelease(held?.id ?? "", { reason: "settled", caller: rae });
    expect(await decideProposal(id, { decision: "approve", note: "" }, dan)).toMatchObject({ state: "approved" });
    expect((await readStanding(personId, fullSight)).holds).toEqual([]);
  });

  test("a hold that nobody looked at in time is overdue, and stands", async () => {
    const { userId } = await openConversation();
    await holdPerson(personOf(userId), hold, rae);
    await (await db()).execute(sql`UPDATE legal_hold SET review_on = '2026-01-01'`);
    const [held] = (await listHolds()).filter(({ personId }) => personId === personOf(userId));
    expect(held).toMatchObject({ isOverdue: true });
  });

  test("only a conversation of theirs can be held, and it is marked", async () => {
    const [ann, bo] = [await openConversation(), await openConversation()];
    const personId = personOf(ann.userId);
    await expect(holdPerson(personId, { ...hold, conversationId: bo.id }, rae)).rejects.toMatchObject({ code: "conversation_not_found" });
    await holdPerson(personId, { ...hold, conversationId: ann.id }, rae);
    expect((await readStanding(personId, fullSight)).holds).toMatchObject([{ conversationId: ann.id, personId }]);
    const { people, conversations } = await listStanding(fullSight);
    expect(conversations).toContainEqual({ conversationId: ann.id, isRestricted: false, hasObjected: false, isHeld: true });
    expect(people.map((one) => one.personId)).not.toContain(personId);
  });

  test("lists can mark who is restricted and where they are", async () => {
    const { id, userId } = await openConversation();
    await restrictPerson(personOf(userId), restriction, rae);
    const marks = { isRestricted: true, hasObjected: false, isHeld: false };
    const { people, conversations } = await listStanding(fullSight);
    expect(people).toContainEqual({ personId: personOf(userId), ...marks });
    expect(conversations).toContainEqual({ conversationId: id, ...marks });
  });

  test("where nobody signs in one person is enough, and that is on record", async () => {
    const { userId } = await openConversation();
    const personId = personOf(userId);
    await restrictPerson(personId, restriction, caller);
    const { id, mayDecide } = await proposeLift(personId, { kind: "restriction", noticeOn: today(), reason: "done" }, caller);
    expect(mayDecide).toBe(true);
    expect(await decideProposal(id, { decision: "approve", note: "" }, caller)).toMatchObject({ isSelfApproved: true });
    const [entry] = await (await db()).query<{ counts: string }>(
      sql`SELECT counts FROM audit_entry WHERE action = 'proposal.decided' ORDER BY seq DESC LIMIT 1`,
    );
    expect(JSON.parse(entry?.counts ?? "{}")).toEqual({ selfApproved: 1 });
  });

  test("what is decided is done and on record together, or neither", async () => {
    const { id: conversationId, userId, say, data } = await openConversation();
    await say("hello");
    const held = await openConversation();
    await holdPerson(personOf(held.userId), hold, rae);
    const [found] = (await listHolds()).filter(({ personId }) => personId === personOf(held.userId));
    const proposals = [
      await proposeReset({ conversationId, userId, scopes: ["user"], reason: "stuck" }, rae),
      await proposeRelease(found?.id ?? "", { reason: "settled", caller: rae }),
    ];
    await (await db()).execute(sql`ALTER TABLE audit_entry RENAME TO audit_entry_away`);
    for (const { id } of proposals) await expect(decideProposal(id, { decision: "approve", note: "" }, dan)).rejects.toThrow();
    await (await db()).execute(sql`ALTER TABLE audit_entry_away RENAME TO audit_entry`);
    expect((await data()).user).toEqual({ count: 1 });
    expect((await readStanding(personOf(held.userId), fullSight)).holds).toHaveLength(1);
    for (const { id } of proposals) {
      expect(await decideProposal(id, { decision: "approve", note: "" }, dan)).toMatchObject({ state: "approved" });
    }
    expect((await data()).user).toBeNull();
    expect((await readStanding(personOf(held.userId), fullSight)).holds).toEqual([]);
    const entries = await (await db()).query(sql`SELECT seq FROM audit_entry WHERE action = 'proposal.decided' AND actor = 'dan'
      AND place IN ('reset-scopes', 'release-hold') ORDER BY seq DESC LIMIT 2`);
    expect(entries).toHaveLength(2);
  });

  test("a rejected proposal changes nothing, and one that cannot be done any more says so", async () => {
    const { userId, say } = await openConversation();
    const personId = personOf(userId);
    await restrictPerson(personId, restriction, rae);
    const lift = { kind: "restriction", noticeOn: today(), reason: "corrected" } as const;
    const [one, two, three] = [
      await proposeLift(personId, lift, rae),
      await proposeLift(personId, lift, rae),
      await proposeLift(personId, lift, rae),
    ];
    await decideProposal(one.id, { decision: "reject", note: "not yet" }, dan);
    await expect(say("hello")).rejects.toMatchObject({ code: "person_restricted" });
    await decideProposal(two.id, { decision: "approve", note: "" }, dan);
    await expect(decideProposal(three.id, { decision: "approve", note: "" }, dan)).rejects.toMatchObject({ code: "not_restricted" });
    const mine = (await listProposals({ isOpen: false }, dan)).filter(({ work }) => work.personId === personId);
    expect(mine.map(({ state }) => state).sort()).toEqual(["approved", "failed", "rejected"]);
  });
});
