import { expect, test } from "vitest";
import { requireTurn, traceValue, writeState } from "@/lib/conversations";
import { loadScriptedBot, openConversation } from "@/lib/conversations/testing";
import { onEachDatabase } from "@/lib/db/testing";
import { hideInChanges, hideInTrace, hideInTurn, maskLiveEvent } from "@/lib/memory";
import { diffScopes, emptyTurnRecord, localCaller } from "@/lib/model";
import { daysLater, inForce, meet, rule } from "./testing/expire";

loadScriptedBot();

onEachDatabase(() => {
  test("changes, provenance and turns hide what is past its time too, and tell what stands beside it", async () => {
    const ann = await openConversation();
    const write = (data: object) =>
      writeState({
        conversationId: ann.id,
        userId: ann.userId,
        writes: [{ scope: "user", data: data as never, ifMatch: "*" }],
        kind: "edit",
        by: "T",
      });
    await ann.say("hello");
    await write({ mails: [{ at: "teal@example.org" }], city: "Gentbrugge" });
    await ann.say("set");
    await write({ mails: [{ at: "dunlin@example.org" }, { at: "plover@example.org" }], city: "Ledeberg" });
    const place = { conversationId: ann.id, userId: ann.userId };
    const changes = diffScopes(
      { user: { mails: [{ at: "teal@example.org" }], city: "Gentbrugge" }, conversation: null, private: null, dialog: null },
      {
        user: { mails: [{ at: "dunlin@example.org" }, { at: "plover@example.org" }], city: "Ledeberg" },
        conversation: null,
        private: null,
        dialog: null,
      },
    );
    const removed = { scope: "user" as const, path: "/mails", kind: "removed" as const, before: [{ at: "knot@example.org" }] };
    const trace = (path: string) => traceValue(ann.id, { scope: "user", path });
    await inForce(rule({ pattern: "/mails[]/at" }));
    const told = async () => {
      const shown = [
        await hideInChanges([...changes, removed], place),
        (await maskLiveEvent({ type: "state", ...place, turn: null, state: {}, changes, write: null }, localCaller)) ?? "",
        await hideInTrace(await trace("/mails/0/at"), "user", place),
        await hideInTrace(await trace("/mails"), "user", place),
        await hideInTrace(await trace("/city"), "user", place),
        await hideInTurn({ ...(await requireTurn(ann.id, 1)), changes, record: { ...emptyTurnRecord, logs: ["teal"] as never } }, ann.id),
      ];
      return shown.map((one) => JSON.stringify(one));
    };
    const birds = /teal|dunlin|plover|knot/;
    expect((await told()).map((text) => birds.test(text))).toEqual([true, true, true, true, false, true]);

    await daysLater(31);
    const hidden = await told();
    expect(hidden.map((text) => birds.test(text))).toEqual([false, false, false, false, false, false]);
    expect(hidden.map((text) => text.includes("Gentbrugge"))).toEqual([true, true, false, false, true, true]);
    expect(JSON.parse(hidden[5] ?? "").record).toEqual(emptyTurnRecord);
    expect((await hideInChanges([removed], place))[0]).toMatchObject({ before: [{ at: { $masked: "string" } }] });
    const young = await meet({ mails: [{ at: "teal@example.org" }] });
    const [compared] = await hideInChanges([{ ...removed, after: removed.before }], { conversationId: young.id }, place);
    expect(compared).toMatchObject({ before: [{ at: "knot@example.org" }], after: [{ at: { $masked: "string" } }] });
  });
});
