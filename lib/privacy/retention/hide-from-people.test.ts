import { expect, test } from "vitest";
import { forkConversation, readBundle, readState, readStateAt, requireTurn } from "@/lib/conversations";
import { loadScriptedBot, openConversation, type TestConversation } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import {
  findPastSaid,
  hideExpired,
  hideInBundle,
  hideInTurn,
  listFacts,
  listPaths,
  listPeople,
  maskLiveEvent,
  requireUnexpired,
} from "@/lib/memory";
import { emptyTurnRecord, fullSight, localCaller, peopleRequest } from "@/lib/model";
import { holdPerson } from "../standing/holds";
import { sweepRetention } from "./sweep";
import { daysLater, inForce, lastSeq, meet, personOf, rae, rule, shown } from "./testing/expire";

loadScriptedBot();

const factsOf = async (one: TestConversation) =>
  (await listFacts(personOf(one), {}, fullSight)).facts
    .filter(({ scope, path }) => scope === "user" && path !== "/count")
    .map(({ path, value }) => [path, value])
    .sort();
const found = async (query: string, match: "part" | "exact") =>
  (await listPeople(peopleRequest.parse({ query, match }), fullSight)).people.length;
const examples = async () => {
  const { paths } = await listPaths("scripted", { status: "all", limit: 100 }, fullSight);
  return paths.flatMap((path) => path.examples.map(({ text }) => text));
};

onEachDatabase(() => {
  test("a value past its time is seen nowhere until the sweep, and what stands beside it is seen everywhere", async () => {
    const ann = await meet({ mails: [{ at: "plover@example.org" }, { at: "teal@example.org" }], city: "Gentbrugge" });
    const young = await meet({ mails: [{ at: "dunlin@example.org" }] });
    await inForce(rule({ pattern: "/mails[]/at" }));
    await daysLater(29);
    expect(await shown(ann)).toEqual(await readState(ann.id, ann.userId));
    expect(await found("plover", "part")).toBe(1);

    await daysLater(31);
    await young.say("hello again");
    const masked = { $masked: "string" };
    const { user } = await shown(ann);
    expect(user).toMatchObject({ data: { mails: [{ at: masked }, { at: masked }], city: "Gentbrugge" }, expired: 2 });
    expect((await shown(young)).user).toEqual((await readState(young.id, young.userId)).user);
    expect(await factsOf(ann)).toEqual([["/city", "Gentbrugge"]]);
    expect(await Promise.all([found("plover", "part"), found("plover@example.org", "exact")])).toEqual([0, 0]);
    expect(await Promise.all([found("gentbrugge", "part"), found("dunlin", "part")])).toEqual([1, 1]);
    expect((await examples()).filter((text) => !/^\d$/.test(text)).sort()).toEqual(["Gentbrugge", "dunlin@example.org"]);
    expect((await readState(ann.id, ann.userId)).user.data).toMatchObject({ mails: [{ at: "plover@example.org" }, {}] });

    await sweepRetention(rae);
    expect((await shown(ann)).user).toMatchObject({ data: { mails: [{}, {}], city: "Gentbrugge" } });
    expect((await shown(ann)).user.expired).toBeUndefined();
  });

  test("what pages are told live, earlier state and a bundle hide the same, and a bundle can be opened all the same", async () => {
    const ann = await meet({ email: "plover@example.org", city: "Gentbrugge" });
    await inForce(rule({ pattern: "/email" }));
    await daysLater(31);
    const place = { conversationId: ann.id, userId: ann.userId };
    const state = await readState(ann.id, ann.userId);
    const live = await maskLiveEvent({ type: "state", ...place, turn: null, state, changes: [], write: null }, localCaller);
    const past = await hideExpired(await readStateAt(ann.id, ann.userId, { seq: await lastSeq() }), place);
    const bundle = await hideInBundle(await readBundle(ann.id));
    for (const one of [live, past, bundle]) expect(JSON.stringify(one)).not.toContain("plover");
    for (const one of [live, bundle]) expect(JSON.stringify(one)).toContain("Gentbrugge");
    expect(JSON.stringify(await readBundle(ann.id))).toContain("plover");
    expect(bundle.items.find(({ scope }) => scope === "user")?.versions.length).toBe(4);
  });

  test("a whole item and a dialog are hidden by their own periods, and what is on hold is not", async () => {
    const stack = { dialogStack: [{ id: "ask", state: { values: { half: "plover" } } }] };
    const ann = await meet({ topic: "cranes", DialogState: stack }, "conversation");
    const held = await meet({ email: "teal@example.org" });
    await holdPerson(
      personOf(held),
      { matter: "1", owner: "Legal", reviewOn: new Date().toISOString().slice(0, 10), conversationId: null },
      rae,
    );
    await inForce(rule({ id: "u" }), rule({ id: "d", store: "dialog", days: 1 }));
    await daysLater(31);
    const { conversation, dialog } = await shown(ann);
    expect(conversation).toMatchObject({ data: { topic: "cranes" } });
    expect(dialog).toMatchObject({
      data: { dialogStack: [{ id: "ask", state: { values: { half: { $masked: "string" } } } }] },
      expired: 1,
    });
    expect((await shown(held)).user).toMatchObject({ data: { email: "teal@example.org" } });
    expect(await factsOf(held)).toEqual([["/email", "teal@example.org"]]);
  });

  test("what was said is past its time with its conversation, of forks too, and until the sweep; records by when their turns began", async () => {
    const [old, young, held] = [await openConversation(), await openConversation(), await openConversation()];
    for (const one of [old, young, held]) await one.say("hello");
    const { conversationId: fork } = await forkConversation(old.id, { turn: 1, user: "copy", by: "T" });
    await holdPerson(
      personOf(held),
      { matter: "2", owner: "Legal", reviewOn: new Date().toISOString().slice(0, 10), conversationId: null },
      rae,
    );
    const pastSaid = async () => [...(await findPastSaid([old.id, young.id, held.id, fork]))].sort();
    const recorded = async () => (await hideInTurn(await requireTurn(old.id, 2), old.id)).record;
    const seen = await recorded();
    expect(seen).not.toEqual(emptyTurnRecord);
    const log = { pattern: null, store: "transcript" as const };
    await inForce(rule({ ...log, id: "t" }), rule({ store: "records", id: "c", basis: "createdAt", days: 7 }));
    expect(await pastSaid()).toEqual([]);
    expect(await recorded()).toEqual(seen);
    await daysLater(31);
    await young.say("hello again");
    expect(await pastSaid()).toEqual([old.id, fork].sort());
    expect(await recorded()).toEqual(seen);
    await (await db()).execute(sql`UPDATE turn SET started_at = ${new Date(Date.now() - 8 * 86_400_000).toISOString()}`);
    expect(await recorded()).toEqual(emptyTurnRecord);
    await inForce(rule({ store: "records", id: "l" }));
    expect([await pastSaid(), await recorded()]).toEqual([[], emptyTurnRecord]);
    await inForce(rule({ ...log, id: "t" }));
    await sweepRetention(rae);
    expect(await pastSaid()).toEqual([]);
  });

  test("nobody writes over what they cannot see", async () => {
    const ann = await meet({ email: "plover@example.org" });
    await inForce(rule({}));
    const place = { conversationId: ann.id, userId: ann.userId };
    await requireUnexpired(["user"], place);
    await daysLater(31);
    await expect(requireUnexpired(["user"], place)).rejects.toMatchObject({ code: "values_expired" });
    await requireUnexpired(["conversation", "private", "dialog"], place);
  });
});
