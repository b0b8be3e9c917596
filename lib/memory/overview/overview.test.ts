import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { factStatements } from "@/lib/facts";
import { fullSight, type JsonObject } from "@/lib/model";
import {
  changeDictionary,
  changeProcessing,
  listPaths,
  readNotice,
  readOverview,
  readProcessing,
  readRegister,
  toNoticeHtml,
  toOverviewCsv,
  toRegisterCsv,
} from "..";

const bot = "state-management";
const dayMs = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * dayMs).toISOString();
let seq = 0;

/** A turn of a version of the bot, some days ago, in which it learned something about a person. */
async function learn(userId: string, data: JsonObject, { days, version }: { days: number; version: string }): Promise<void> {
  seq += 1;
  const person = { channelId: "emulator", userId };
  const write = { itemId: `item-${seq}`, botId: bot, scope: "user" as const, owner: person, before: null, after: JSON.stringify(data) };
  const at = daysAgo(days);
  await (await db()).transaction([
    sql`INSERT INTO state_write (seq, bot_id, kind, conversation_id, after_turn, by, at) VALUES (${seq}, ${bot}, 'turn', 'c', ${seq}, 'bot', ${at})`,
    sql`INSERT INTO turn (conversation_id, number, user_id, activity_id, started_at, outcome, bot_version)
      VALUES ('c', ${seq}, ${userId}, 'a', ${at}, 'completed', ${version})`,
    ...factStatements([write], { seq, at, person }),
  ]);
}

async function say(path: string, set: object): Promise<void> {
  const { paths } = await listPaths(bot, { status: "all", limit: 100 }, fullSight);
  const id = paths.find((one) => one.path === path)?.id ?? "";
  await changeDictionary(bot, { by: "Zoë", changes: [{ pathIds: [id], set }] }, fullSight);
}

const whole = { purpose: "To suggest products", category: "preference", origin: "said", retentionDays: 30, legalBasis: "consent" } as const;

onEachDatabase(() => {
  test("a fact is told in numbers by day and by version, and so are those that a release brought and left", async () => {
    await learn("ann", { mail: "ann@example.org", fax: "+1" }, { days: 9, version: "1.0" });
    await learn("bo", { mail: "bo@example.org" }, { days: 5, version: "1.1" });
    await learn("bo", { size: "M" }, { days: 5, version: "1.1" });
    const { days, paths, releases, total, unclassified, facts } = await readOverview(bot, 10);
    expect({ days: days.length, total, unclassified, facts }).toEqual({ days: 10, total: 3, unclassified: 3, facts: 4 });
    const mail = paths.find(({ path }) => path === "/mail");
    expect(mail).toMatchObject({ people: 2, daily: [1, 1, 1, 1, 2, 2, 2, 2, 2, 2], firstVersion: "1.0", lastVersion: "1.1" });
    const named = (ids: string[]) => ids.map((id) => paths.find((one) => one.id === id)?.path).sort();
    expect(releases.map(({ version, newPaths, vanishedPaths }) => [version, named(newPaths), named(vanishedPaths)])).toEqual([
      ["1.0", ["/fax", "/mail"], []],
      ["1.1", ["/size"], ["/fax"]],
    ]);
    const csv = toOverviewCsv(await readOverview(bot, 10), fullSight);
    expect(csv.split("\r\n")[0]).toContain("people in 1.1");
    for (const value of ["ann@example.org", "+1", "ann", "bo@", "Zoë"]) expect(csv).not.toContain(value);
    const masked = toOverviewCsv(await readOverview(bot, 10), { sees: () => false, unknownBots: new Set<string>() });
    const sizes = masked
      .split("\r\n")
      .slice(1, -1)
      .map((line) => Number(line.split(",")[6]));
    expect(new Set(sizes)).toEqual(new Set([1024]));
  });

  test("every described fact is in the notice, a change of what is said shows in it, and what is open is told beside it", async () => {
    await say("/mail", { label: "E-mail <address>", ...whole });
    await say("/size", { label: "Row width", category: "none" });
    const notice = await readNotice(bot);
    expect(notice.purposes).toMatchObject([
      { purpose: "To suggest products", facts: [{ label: "E-mail <address>", retention: "30 days after your last message" }] },
    ]);
    expect(notice.technical).toEqual(["Row width"]);
    expect(notice.gaps.join("\n")).toContain("nobody has described, and that are not in the notice: 1");
    await say("/mail", { label: "E-mail", purpose: "To answer", isSensitive: true });
    await changeProcessing(bot, { controller: { text: "Example & Sons", isNotApplicable: false } }, "Zoë");
    const html = toNoticeHtml(await readNotice(bot));
    expect(html).toContain("<h2>To answer</h2>");
    expect(html).toContain("E-mail (sensitive)");
    expect(html).toContain("<p>Example &amp; Sons</p>");
    expect(html).toContain("withdraw it at any time");
    expect(html).not.toContain("<address>");
    expect(html).not.toContain("ann@example.org");
  });

  test("the register is complete when each of its seven says something, or that it does not apply and who said so", async () => {
    expect((await readRegister(bot)).isComplete).toBe(false);
    const texts = { text: "Said", isNotApplicable: false };
    const all = { representative: texts, dpo: texts, subjects: texts, recipients: texts, security: texts };
    await changeProcessing(bot, { ...all, transfers: { text: "", isNotApplicable: true } }, "Zoë");
    const register = await readRegister(bot);
    expect(register.items.map(({ letter, isComplete }) => [letter, isComplete])).toEqual([..."abcdefg"].map((letter) => [letter, true]));
    expect(register.items.flatMap(({ parts }) => parts).find(({ isNotApplicable }) => isNotApplicable)).toMatchObject({
      by: "Zoë",
      text: null,
    });
    expect(toRegisterCsv(register)).toContain("30(1)(e),Transfers to third countries,Countries and safeguards,n/a,yes,person,Zoë,");
    await say("/fax", { label: "Fax" });
    expect((await readRegister(bot)).items.filter(({ isComplete }) => !isComplete).map(({ letter }) => letter)).toEqual(["b", "c", "f"]);
    await changeProcessing(bot, { security: null }, "Zoë");
    expect(Object.keys(await readProcessing(bot)).sort()).toEqual([
      "controller",
      "dpo",
      "recipients",
      "representative",
      "subjects",
      "transfers",
    ]);
  });
});
