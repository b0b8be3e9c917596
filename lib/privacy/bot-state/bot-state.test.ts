import { beforeAll, describe, expect, test } from "vitest";
import { listAudit, listConsultations } from "@/lib/audit";
import { addBot, changeBot, readBotData, writeBotData } from "@/lib/conversations";
import { sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { subjectRef } from "@/lib/env";
import { identityIdOf } from "@/lib/facts";
import { addBotRequest, defaultChannelId as channelId, localCaller, newConversationId, newUserId } from "@/lib/model";
import { selectCases } from "../requests/case-row";
import { restrictPerson } from "../standing/restrict-person";
import { deleteUserState } from "./delete-user-state";
import { exportState } from "./export-state";

onEachDatabase((_, provider) => {
  const botId = `kept-here-${provider}`;

  /** Somebody of whom the bot keeps user and private data, in a channel of their own. */
  async function rememberSomebody({ deletionOpensCase = true } = {}) {
    await changeBot(botId, { deletionOpensCase });
    const account = { channelId: `${channelId}-${newUserId()}`, userId: newUserId() };
    const places = [
      { scope: "user", ...account },
      { scope: "private", ...account, conversationId: newConversationId() },
    ] as const;
    for (const place of places) await writeBotData(botId, place, { data: { mail: "wren@example.org" } });
    const dataNow = async () => Promise.all(places.map(async (place) => (await readBotData(botId, place)).data));
    const personId = identityIdOf(account);
    const casesNow = () => selectCases(sql`request.person_id = ${personId}`);
    return { account, personId, dataNow, casesNow };
  }

  beforeAll(() => addBot(addBotRequest.parse({ id: botId, name: "Old wren", endpoint: "http://127.0.0.1:9/api/messages" })));

  const restrict = (personId: string, kind: "restriction" | "objection") =>
    restrictPerson(personId, { kind, reason: "asked", caseNumber: null }, localCaller);

  describe("deleting a person's state", () => {
    test("opens no case unless the bot is set so", async () => {
      const { account, dataNow, casesNow } = await rememberSomebody({ deletionOpensCase: false });
      expect(await deleteUserState(botId, account)).toHaveLength(2);
      expect([await dataNow(), await casesNow()]).toEqual([[null, null], []]);
    });

    test("removes it at once and opens one case of erasure, which says who asked and whom nobody has checked yet", async () => {
      const { account, dataNow, casesNow } = await rememberSomebody();
      expect(await deleteUserState(botId, account)).toHaveLength(2);
      expect(await dataNow()).toEqual([null, null]);
      const [opened, ...others] = await casesNow();
      expect(others).toEqual([]);
      expect(opened).toMatchObject({ type: "erasure", state: "received", openedBy: "A bot, over the bot state service" });
      expect(opened?.asked).toContain("Asked for by the bot Old wren over the bot state service");
    });

    test("again, also at the same time, stays with the open case, and each time is on record without who it is", async () => {
      const { account, personId, casesNow } = await rememberSomebody();
      await Promise.all([deleteUserState(botId, account), deleteUserState(botId, account)]);
      await deleteUserState(botId, account);
      const [opened, ...others] = await casesNow();
      expect(others).toEqual([]);
      const { entries } = await listAudit({ personId, action: "state.reset", limit: 10 });
      expect(entries.map(({ caseNumber, subjects }) => [caseNumber, subjects])).toEqual(
        Array.from({ length: 3 }, () => [opened?.number, [subjectRef(account)]]),
      );
      expect(JSON.stringify(entries)).not.toContain(account.userId);
    });

    test("of whom nothing is known opens nothing", async () => {
      await rememberSomebody();
      expect(await deleteUserState(botId, { channelId, userId: newUserId() })).toEqual([]);
    });

    test("that is restricted is refused, and opens nothing", async () => {
      const { account, personId, casesNow } = await rememberSomebody();
      await restrict(personId, "restriction");
      await expect(deleteUserState(botId, account)).rejects.toMatchObject({ code: "person_restricted" });
      expect(await casesNow()).toEqual([]);
    });

    test("of somebody who objected, which no bot touches, is left to a case beside that of the objection, and not reported as done", async () => {
      const { account, personId, casesNow } = await rememberSomebody();
      await restrict(personId, "objection");
      expect(await deleteUserState(botId, account)).toEqual([]);
      expect((await casesNow()).map(({ type }) => type).sort()).toEqual(["erasure", "objection"]);
    });
  });

  describe("the export", () => {
    test("is on record as a consultation of everybody on the page", async () => {
      const { account, personId } = await rememberSomebody();
      expect((await exportState(botId, account.channelId, "")).botStateData).toHaveLength(2);
      expect(await listConsultations(personId)).toMatchObject([{ action: "state.exported", caseNumber: null }]);
      const { entries } = await listAudit({ personId, action: "state.exported", limit: 10 });
      expect(entries).toMatchObject([{ subjects: [subjectRef(account)], counts: { records: 2 }, outcome: "done" }]);
    });

    test("with somebody restricted on it is refused, which is on record and no consultation", async () => {
      const { account, personId } = await rememberSomebody();
      await restrict(personId, "restriction");
      await expect(exportState(botId, account.channelId, "")).rejects.toMatchObject({ code: "person_restricted" });
      expect(await listConsultations(personId)).toEqual([]);
      const { entries } = await listAudit({ personId, action: "state.exported", limit: 10 });
      expect(entries).toMatchObject([{ outcome: "refused" }]);
    });
  });
});
