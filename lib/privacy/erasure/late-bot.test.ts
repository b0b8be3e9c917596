import { expect, test } from "vitest";
import { addMember, listActivities, receiveActivity, requireBotCaller, updateActivity } from "@/lib/conversations";
import { loadScriptedBot, openConversation } from "@/lib/conversations/testing";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { type Activity, defaultChannelId as channelId, newUserId, type TurnDetail } from "@/lib/model";
import { erasePerson } from "./testing/somebody";

loadScriptedBot();

const idOf = (activity: unknown): string => (activity as Activity).id;

/** Two people talk with a bot that answers late, and one of them is erased. */
async function outliveOne() {
  const conversation = await openConversation();
  const { id: conversationId, userId } = conversation;
  const other = newUserId();
  await addMember(conversationId, { id: other, name: other });
  const [gone, stays] = [await conversation.say("hello"), await conversation.say("hello too", other)];
  await erasePerson(identityIdOf({ channelId, userId }));
  const bot = await requireBotCaller({ servedBotId: "scripted", authorization: null });
  const place = { bot, conversationId };
  const answer = ({ activity }: TurnDetail, text: string) =>
    receiveActivity({ ...place, activityId: idOf(activity), body: { type: "message", text } });
  const change = ({ replies: [reply] }: TurnDetail, text: string) => {
    const activityId = idOf(reply);
    return updateActivity({ ...place, activityId, body: { type: "message", id: activityId, text } });
  };
  const log = async () => (await listActivities(conversationId, { watermark: null })).activities;
  return { conversation, gone, stays, answer, change, log };
}

onEachDatabase(() => {
  test("what a bot elsewhere still has to say to somebody who was erased comes to nobody, also once they are back", async () => {
    const { conversation, gone, answer, log } = await outliveOne();
    const before = await log();
    await expect(answer(gone, "You are Ann")).rejects.toMatchObject({ code: "person_erased" });
    expect(await log()).toEqual(before);
    await conversation.say("I am back");
    await expect(answer(gone, "You are Ann")).rejects.toMatchObject({ code: "person_erased" });
    expect(JSON.stringify(await log())).not.toContain("You are Ann");
  });

  test("nor does it put other words where its answer to them stood", async () => {
    const { gone, change, log } = await outliveOne();
    const before = await log();
    await expect(change(gone, "You are Ann")).rejects.toMatchObject({ code: "person_erased" });
    expect(await log()).toEqual(before);
  });

  test("whoever stays in the conversation is answered late as before", async () => {
    const { stays, answer, log } = await outliveOne();
    await answer(stays, "You are Bo");
    expect(await log()).toContainEqual(expect.objectContaining({ text: "You are Bo", replyToId: idOf(stays.activity) }));
  });
});
