import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { postActivity, startConversation, writeState } from "@/lib/conversations";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { type FindingRule, fullSight, type JsonObject, maskedText, type Scope } from "@/lib/model";
import { acceptFinding, listFindings, reopenFinding } from "..";
import { keptForMs } from "./kept-findings";

const bot = "trip-planner";
const list = (rule?: FindingRule, status: "open" | "accepted" | "all" = "open", botId = bot) =>
  listFindings(botId, { status, rule, limit: 100 }, fullSight);

async function start(id: string, botId = bot): Promise<string> {
  return (await startConversation({ botId, user: { id, name: id } })).conversationId;
}

async function say(conversationId: string, text: string): Promise<void> {
  await (await postActivity(conversationId, { type: "message", text })).finished;
}

async function put(conversationId: string, scope: Scope, data: JsonObject | null): Promise<void> {
  await writeState({ conversationId, writes: [{ scope, data, ifMatch: "*" }], kind: "edit", by: "Kim" });
}

// On a machine that does other things besides, rules would count as dear, and what they found would be kept.
beforeAll(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterAll(() => void vi.useRealTimers());

onEachDatabase(() => {
  test("a private budget that somebody moved into conversation state is found with who did it, and goes when it is moved back", async () => {
    const [anns, bos] = [await start("ann"), await start("bo")];
    for (const one of [anns, bos]) await say(one, "my budget is 900 euros");
    expect((await list("wrong-scope")).findings).toEqual([]);
    await put(anns, "private", null);
    await put(anns, "conversation", { wishes: { budgetEur: 900 } });
    const { findings } = await list("wrong-scope");
    expect(findings).toMatchObject([{ severity: "high", scope: "conversation", path: "/wishes/budgetEur", people: 1, conversations: 1 }]);
    expect(findings[0]?.sources).toMatchObject([{ conversationId: anns, turn: 2, kind: "edit", by: "Kim" }]);
    expect(JSON.stringify(findings)).not.toContain("900");
    const masked = await listFindings(bot, { status: "open", rule: "wrong-scope", limit: 1 }, { ...fullSight, sees: () => false });
    expect(masked.findings[0]?.sources).toMatchObject([{ kind: "edit", by: maskedText }]);
    await put(anns, "conversation", { trip: {} });
    expect((await list("wrong-scope")).findings).toEqual([]);
  });

  test("a finding is accepted with a reason, again with another, and the acceptance is taken back", async () => {
    const [one, other] = [await start("cleo"), await start("dan")];
    await put(one, "private", { note: { secretWish: 1 } });
    await put(other, "conversation", { note: { secretWish: 1 } });
    const { findings, counts } = await list("wrong-scope");
    const id = findings.find(({ path }) => path === "/note/secretWish")?.id ?? "";
    await acceptFinding(bot, { id, reason: "Known", by: "Kim" }, fullSight);
    expect(await acceptFinding(bot, { id, reason: "Meant to be seen", by: "Zoë" }, fullSight)).toMatchObject({
      accepted: { reason: "Meant to be seen", by: "Zoë" },
    });
    expect((await list("wrong-scope")).findings.map((found) => found.id)).not.toContain(id);
    expect((await list(undefined, "accepted")).findings.map((found) => found.id)).toEqual([id]);
    expect((await list()).counts).toEqual({ open: counts.open - 1, accepted: 1 });
    expect(await reopenFinding(bot, id, fullSight)).toMatchObject({ accepted: null });
    await expect(reopenFinding(bot, id, fullSight)).rejects.toMatchObject({ code: "finding_not_found" });
    await expect(acceptFinding(bot, { id: "nowhere", reason: "x", by: "Kim" }, fullSight)).rejects.toMatchObject({
      code: "finding_not_found",
    });
  });

  test("pages hold each finding once, and a bot that never was has none", async () => {
    await put(await start("eve"), "user", { diet: "vegan" });
    const all = (await list()).findings.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listFindings(bot, { status: "open", limit: 1, cursor: cursor ?? undefined }, fullSight);
      seen.push(...page.findings.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== null);
    expect(seen).toEqual(all);
    await expect(listFindings(bot, { status: "open", limit: 1, cursor: "gone" }, fullSight)).rejects.toMatchObject({
      code: "invalid_cursor",
    });
    await expect(list(undefined, "open", "never")).rejects.toMatchObject({ code: "bot_not_found" });
  });

  test("pages go on where they were when the finding at their end has gone", async () => {
    const conversationId = await start("fay");
    const page = (cursor?: string) => listFindings(bot, { status: "open", rule: "wrong-scope", limit: 1, cursor }, fullSight);
    const wishes = ["quietAim", "quietHope", "quietPlan"];
    for (const wish of wishes) await put(await start("fay"), "private", { note: { [wish]: 1 } });
    await put(conversationId, "conversation", { note: Object.fromEntries(wishes.map((wish) => [wish, 1])) });
    const [first, second, third] = (await list("wrong-scope")).findings;
    const { cursor } = await page();
    const left = wishes.filter((wish) => first?.path !== `/note/${wish}`);
    expect(left).toHaveLength(2);
    await put(conversationId, "conversation", { note: Object.fromEntries(left.map((wish) => [wish, 1])) });
    const next = await page(cursor ?? "");
    expect(next.findings.map(({ id }) => id)).toEqual([second?.id]);
    expect((await page(next.cursor ?? "")).findings.map(({ id }) => id)).toEqual([third?.id]);
  });

  test("the rules run once for as long as nothing is written, also when several ask at once, and again after", async () => {
    const conversationId = await start("gus");
    const [one, other] = await Promise.all([list(), list()]);
    expect(other.at).toBe(one.at);
    expect((await list("growing", "all")).at).toBe(one.at);
    await put(conversationId, "user", { diet: "vegan" });
    expect((await list()).at).not.toBe(one.at);
  });

  test("a dialog that the bot no longer has is found, one that it has is not", async () => {
    const frame = (id: string) => ({ id, state: { options: {}, values: {}, stepIndex: 0 } });
    await put(await start("finn"), "conversation", { dialogState: { dialogStack: [frame("trip")] } });
    expect((await list("broken-dialog")).findings).toEqual([]);
    const conversationId = await start("gil");
    await put(conversationId, "conversation", { dialogState: { dialogStack: [frame("insurance")] } });
    expect((await list("broken-dialog")).findings).toMatchObject([{ path: "insurance", conversations: 1, sources: [{ conversationId }] }]);
  });

  test("one person's fact in two places is a contradiction when it differs, whatever its case; so is one on two linked channels", async () => {
    const [hal, ida] = [await start("hal"), await start("ida")];
    await put(hal, "user", { contact: { email: "HAL@example.org" } });
    await put(hal, "private", { organiser: { email: "hal@example.org" } });
    expect((await list("contradiction")).findings).toEqual([]);
    await put(hal, "private", { organiser: { email: "hal@example.com" } });
    expect((await list("contradiction")).findings).toMatchObject([{ people: 1, path: "/organiser/email" }]);

    await put(ida, "user", { diet: "halal" });
    await put(hal, "user", { diet: "vegan" });
    expect((await list("contradiction")).findings).toEqual([]);
    const [one, other] = ["hal", "ida"].map((userId) => identityIdOf({ channelId: "emulator", userId }));
    const { transaction } = await db();
    await transaction([
      sql`UPDATE identity SET person_id = ${one} WHERE id = ${other}`,
      sql`INSERT INTO identity_link (id, identity_id, person_id, evidence, note, linked_by, linked_at)
        VALUES (${`link-${other}`}, ${other}, ${one}, 'said', '', 'Kim', '2026-11-21T00:00:00.000Z')`,
    ]);
    expect((await list("contradiction")).findings).toMatchObject([
      { people: 1, path: "/diet", scope: "user", sources: [{ conversationId: hal }, { conversationId: ida }] },
    ]);
  });

  test("types are those that people have now", async () => {
    const [jo, kai] = [await start("jo", "profile"), await start("kai", "profile")];
    await put(jo, "user", { profile: { age: 30 } });
    await put(kai, "user", { profile: { age: "forty" } });
    const found = async () => (await list("mixed-types", "open", "profile")).findings;
    expect(await found()).toMatchObject([{ path: "/profile/age", people: 1, sources: [{ conversationId: kai }] }]);
    await put(kai, "user", { profile: { age: 40 } });
    expect(await found()).toEqual([]);
  });

  test("what grows at every write is found, and near the budget", async () => {
    const conversationId = await start("lee", "state-management");
    const log = (length: number) => ({ log: Array.from({ length }, () => "x".repeat(1000)) });
    for (let length = 18; length <= 27; length++) await put(conversationId, "private", log(length));
    const rules = async () =>
      (await list(undefined, "open", "state-management")).findings.filter(({ path }) => path === "/log").map(({ rule }) => rule);
    expect(await rules()).toEqual(["near-budget", "growing"]);
    await put(conversationId, "private", log(2));
    expect(await rules()).toEqual([]);
  });
});

test("what was found quickly is not kept over a write; what took long is, for twenty times as long and five minutes at most", () => {
  expect([0, 999, 1000, 10_000, 60_000].map(keptForMs)).toEqual([0, 0, 20_000, 200_000, 300_000]);
});
