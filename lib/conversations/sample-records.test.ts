import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import type { TurnDetail } from "@/lib/model";
import { requireTurn } from "./require-turn";
import { loadScriptedBot, openConversation } from "./testing/conversation";
import { operationsOf, valuesOf } from "./testing/record-words";

loadScriptedBot();

onEachDatabase(() => {
  test.each([
    ["state-management", ["read user", "read conversation", "write conversation: conversationData", "write user: userProfile"]],
    ["state-management-agents", ["read conversation, user", "write conversation: conversationData, user: userProfile"]],
  ])("%s: what it read and wrote, with every value", async (botId, expected) => {
    const { id, say } = await openConversation({ botId });
    const first = await say("hi");
    expect(operationsOf(first)).toEqual(expected);
    const named = await say("Ann");
    expect(operationsOf(named)).toEqual(expected);
    expect(valuesOf(named)).toEqual([{ conversationData: { promptedForUserName: false } }, { userProfile: { name: "Ann" } }]);
    expect(named.record).toMatchObject({ dialogs: [], logs: [], lostUpdates: [], problems: [] });
    for (const turn of [first, named]) expect(await requireTurn(id, turn.number)).toEqual(turn);
  });

  test("profile: its dialogs begin, take steps, hear what was said and are cancelled", async () => {
    const { id, say } = await openConversation({ botId: "profile" });
    const turns = [await say("hello"), await say("Ann"), await say("cancel")];
    expect(turns.map(dialogsOf)).toEqual([
      ["root begun", "root step Step1of2 (0)", "profile begun", "profile step askName (0)", "namePrompt begun"],
      ["namePrompt continued", "namePrompt ended", "profile step askAge (1)", "agePrompt begun"],
      ["agePrompt cancelled", "profile cancelled", "root cancelled"],
    ]);
    expect(operationsOf(turns[1])).toEqual(["read conversation", "write conversation: dialogState"]);
    for (const turn of turns) expect(await requireTurn(id, turn.number)).toEqual(turn);
  });

  test("profile: a dialog that is replaced says so", async () => {
    const { say } = await openConversation({ botId: "profile" });
    for (const text of ["hello", "Ann", "32", "14 March 1994"]) await say(text);
    expect(dialogsOf(await say("no"))).toEqual([
      "confirmPrompt continued",
      "confirmPrompt ended",
      "profile step finish (4)",
      "profile replaced",
      "profile begun",
      "profile step askName (0)",
      "namePrompt begun",
    ]);
  });

  test("trip planner: dialogs are told with the components around them, also when those are cancelled", async () => {
    const { say } = await openConversation({ botId: "trip-planner" });
    await say("hello");
    await say("warm in May");
    expect(dialogsOf(await say("Split"))).toEqual([
      "destination continued",
      "destination › destinationPrompt continued",
      "destination › destinationPrompt ended",
      "destination › destinationSteps step settle (2)",
      "destination › destinationSteps ended",
      "destination ended",
      "trip step askDates (1)",
      "dates begun",
      "dates › datesSteps begun",
      "dates › datesSteps step askDates (0)",
      "dates › datesForm begun",
    ]);
    expect(dialogsOf(await say("cancel"))).toEqual([
      "dates › datesForm cancelled",
      "dates › datesSteps cancelled",
      "dates cancelled",
      "trip cancelled",
    ]);
  });

  test("trip planner: a component that begins and ends within one turn is seen", async () => {
    const { say } = await openConversation({ botId: "trip-planner" });
    const begun = dialogsOf(await say("I would like to see Split"));
    expect(begun).toContain("destination begun");
    expect(begun).toContain("destination ended");
    expect(begun.at(-1)).toBe("dates › datesForm begun");
  });
});

/** Such as "dates › datesSteps step askDates (0)". */
function dialogsOf(turn: TurnDetail): string[] {
  return turn.record.dialogs.map(({ kind, dialogId, within, step }) => {
    const name = [...within, dialogId].join(" › ");
    return step ? `${name} ${kind} ${step.name} (${step.index})` : `${name} ${kind}`;
  });
}
