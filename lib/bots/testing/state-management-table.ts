import { describe, expect, test } from "vitest";
import type { BotDefinition } from "../bot-module";
import { TestConversation, TestStorage } from "./test-conversation";

type Keys = { user(userId: string): string; conversation(conversationId: string): string };

const greeting = "Welcome to State Bot Sample. Type anything to get started.";
const heardAt = new Date("2026-11-21T09:40:00.000Z").toLocaleString();

/** The table of protocols.md §6, row by row, for both SDKs. */
export function describeStateManagement(definition: BotDefinition, keys: Keys): void {
  async function start() {
    const storage = new TestStorage();
    const conversation = await TestConversation.open(definition, storage);
    const user = () => storage.item(keys.user("u-ann"));
    const inConversation = (id = "c-1") => storage.item(keys.conversation(id));
    return { storage, conversation, user, inConversation };
  }

  async function startKnowingAnn() {
    const started = await start();
    await started.conversation.says("hi");
    await started.conversation.says("Ann");
    return started;
  }

  describe(definition.name, () => {
    test("1: nothing is said or stored when only the bot joins", async () => {
      const { conversation, user, inConversation } = await start();
      expect(await conversation.joins(definition.id)).toMatchObject({ replies: [], error: null });
      expect([await user(), await inConversation()]).toEqual([null, null]);
    });

    test("2: each person who joins is welcomed and nothing is stored", async () => {
      const { conversation, user, inConversation } = await start();
      expect((await conversation.joins("u-ann", definition.id, "u-bo")).texts).toEqual([greeting, greeting]);
      expect([await user(), await inConversation()]).toEqual([null, null]);
    });

    test("3: the first message is answered by asking for the name", async () => {
      const { conversation, user, inConversation } = await start();
      expect((await conversation.says("hi")).texts).toEqual(["What is your name?"]);
      expect(await user()).toEqual({ userProfile: {} });
      expect(await inConversation()).toEqual({ conversationData: { promptedForUserName: true } });
    });

    test("4: the next message is taken as the name", async () => {
      const { conversation, user, inConversation } = await start();
      await conversation.says("hi");
      expect((await conversation.says("Ann")).texts).toEqual(["Thanks Ann. To see conversation data, type anything."]);
      expect(await user()).toEqual({ userProfile: { name: "Ann" } });
      expect(await inConversation()).toEqual({ conversationData: { promptedForUserName: false } });
    });

    test("5: a message from somebody known is repeated with its time and channel", async () => {
      const { conversation, inConversation } = await startKnowingAnn();
      const { texts } = await conversation.says("hello");
      expect(texts).toEqual(["Ann sent: hello", `Message received at: ${heardAt}`, "Message received from: emulator"]);
      const conversationData = { promptedForUserName: false, timestamp: heardAt, channelId: "emulator" };
      expect(await inConversation()).toEqual({ conversationData });
    });

    test("6: the name is known in a new conversation too", async () => {
      const { conversation, user, inConversation } = await startKnowingAnn();
      const { texts } = await conversation.inConversation("c-2").says("hello");
      expect(texts).toEqual(["Ann sent: hello", `Message received at: ${heardAt}`, "Message received from: emulator"]);
      const conversationData = { promptedForUserName: false, timestamp: heardAt, channelId: "emulator" };
      expect(await inConversation("c-2")).toEqual({ conversationData });
      expect(await inConversation("c-1")).toEqual({ conversationData: { promptedForUserName: false } });
      expect(await user()).toEqual({ userProfile: { name: "Ann" } });
    });

    test("7: an empty text is kept as the name, and asked for again", async () => {
      const { conversation, user } = await start();
      await conversation.says("hi");
      expect((await conversation.says("")).texts).toEqual(["Thanks . To see conversation data, type anything."]);
      expect(await user()).toEqual({ userProfile: { name: "" } });
      expect((await conversation.says("hi")).texts).toEqual(["What is your name?"]);
    });

    test("8: without a timestamp the time is undefined and not stored", async () => {
      const { conversation, inConversation } = await startKnowingAnn();
      const { texts, error } = await conversation.says({ text: "hello", timestamp: undefined });
      expect({ texts, error }).toEqual({
        texts: ["Ann sent: hello", "Message received at: undefined", "Message received from: emulator"],
        error: null,
      });
      expect(await inConversation()).toEqual({ conversationData: { promptedForUserName: false, channelId: "emulator" } });
    });

    test("9: typing is not answered and writes nothing", async () => {
      const { storage, conversation, user } = await startKnowingAnn();
      const before = await storage.read([keys.user("u-ann"), keys.conversation("c-1")]);
      expect(await conversation.says({ type: "typing" })).toMatchObject({ replies: [], error: null });
      expect(await storage.read([keys.user("u-ann"), keys.conversation("c-1")])).toEqual(before);
      expect(await user()).toEqual({ userProfile: { name: "Ann" } });
    });

    test("10: a failure is told in two messages and a trace; the conversation state goes and the user's stays", async () => {
      const { storage, conversation, user, inConversation } = await startKnowingAnn();
      await storage.write({ [keys.conversation("c-1")]: { conversationData: null } });
      const { texts, replies, error } = await conversation.says("hello");
      expect(error).toMatchObject({ name: "TypeError", stack: expect.stringContaining("state-management") });
      expect(texts).toEqual(["The bot encountered an error or bug.", "To continue to run this bot, please fix the bot source code."]);
      expect(replies.filter((reply) => reply.type === "trace")).toMatchObject([{ name: "OnTurnError Trace", label: "TurnError" }]);
      expect(await inConversation()).toBeNull();
      expect(await user()).toEqual({ userProfile: { name: "Ann" } });
      expect((await conversation.says("hello")).texts).toHaveLength(3);
    });
  });
}
