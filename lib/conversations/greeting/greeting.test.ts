import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { type Greeting, newUserId } from "@/lib/model";
import { requireConversation } from "../active-conversation";
import { setBot } from "../bot-settings";
import { forkConversation } from "../history/fork-conversation";
import { listActivities } from "../list-activities";
import { postActivity } from "../post-activity";
import { forgetProcess, loadScriptedBot, openConversation } from "../testing/conversation";
import { startUpdates } from "./start-updates";

loadScriptedBot();

const bot = { id: "bot", name: "Bot" };
const user = { id: "ann", name: "Ann" };

describe("the conversationUpdates of a start", () => {
  const cases: [Greeting, string, Parameters<typeof startUpdates>[1], string[][]][] = [
    ["emulator", "somebody is known", { bot, user, isVouched: false }, [["bot", "ann"]]],
    ["emulator-v3", "somebody is known", { bot, user, isVouched: false }, [["bot"], ["ann"]]],
    ["direct-line", "somebody is known", { bot, user, isVouched: false }, [["bot"]]],
    ["emulator", "a token says who", { bot, user, isVouched: true }, [["bot", "ann"]]],
    ["emulator-v3", "a token says who", { bot, user, isVouched: true }, [["bot"], ["ann"]]],
    ["direct-line", "a token says who", { bot, user, isVouched: true }, [["bot", "ann"]]],
    ["emulator", "nobody is known", { bot, user: null, isVouched: false }, [["bot"]]],
    ["emulator-v3", "nobody is known", { bot, user: null, isVouched: false }, [["bot"]]],
    ["direct-line", "nobody is known", { bot, user: null, isVouched: false }, [["bot"]]],
  ];
  test.each(cases)("as %s when %s", (greeting, _, arrival, expected) => {
    const updates = startUpdates(greeting, arrival);
    expect(updates.map(({ membersAdded }) => (membersAdded as { id: string }[]).map(({ id }) => id))).toEqual(expected);
  });
});

onEachDatabase(() => {
  const welcome = "Welcome to State Bot Sample. Type anything to get started.";
  /** What the log says of people who came, and what the bot said. */
  async function story(conversationId: string): Promise<unknown[]> {
    const { activities } = await listActivities(conversationId, { watermark: null });
    return activities.map(({ type, text, membersAdded }) =>
      type === "conversationUpdate" ? (membersAdded as { id: string }[]).map(({ id }) => id) : text,
    );
  }

  describe.each<Greeting>(["emulator", "emulator-v3", "direct-line"])("as %s", (greeting) => {
    test("there is one welcome by the end of the first message, and none after it", async () => {
      await setBot("state-management", { greeting });
      const { id, say } = await openConversation({ botId: "state-management" });
      await say("hi");
      expect((await story(id)).filter((said) => said === welcome)).toHaveLength(1);
      await say("Ann");
      expect((await story(id)).filter((said) => said === welcome)).toHaveLength(1);
    });
  });

  test("on Direct Line the person comes with the first message, before it, also when two are sent at once", async () => {
    await setBot("state-management", { greeting: "direct-line" });
    const { id, userId, post } = await openConversation({ botId: "state-management" });
    expect(await story(id)).toEqual([["state-management"]]);
    const posted = await Promise.all(["hi", "Ann"].map((text) => post({ text, from: { id: userId } })));
    await Promise.all(posted.map(({ finished }) => finished));
    const told = await story(id);
    expect(told.filter(Array.isArray)).toEqual([["state-management"], [userId]]);
    expect(told.findIndex((one) => Array.isArray(one) && one[0] === userId)).toBeLessThan(told.indexOf("hi"));
  });

  test("on Direct Line nobody comes twice, not even after a restart, and each newcomer once", async () => {
    await setBot("scripted", { greeting: "direct-line" });
    const { id, userId, say } = await openConversation();
    await say("one");
    forgetProcess();
    await say("two");
    const other = newUserId();
    await say("three", other);
    await say("four", other);
    expect((await story(id)).filter(Array.isArray)).toEqual([["scripted"], [userId], [other]]);
  });

  test("in a fork nobody comes again whose arrival it shares", async () => {
    await setBot("scripted", { greeting: "direct-line" });
    const { id, userId, say } = await openConversation();
    const { number } = await say("one");
    const fork = await forkConversation(id, { turn: number, user: "copy", by: "Kim" });
    const [member] = (await requireConversation(fork.conversationId)).members;
    await (await postActivity(fork.conversationId, { type: "message", text: "two", from: member })).finished;
    expect((await story(fork.conversationId)).filter(Array.isArray)).toEqual([["scripted"], [member?.id ?? userId]]);
  });

  test("who was there when the setting was changed is not announced again", async () => {
    await setBot("scripted", { greeting: "emulator" });
    const { id, userId, say } = await openConversation();
    await setBot("scripted", { greeting: "direct-line" });
    await say("hi");
    expect((await story(id)).filter(Array.isArray)).toEqual([["scripted", userId]]);
    expect((await requireConversation(id)).members).toEqual([{ id: userId, name: userId }]);
  });
});
