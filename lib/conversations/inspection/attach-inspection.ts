import type { LoadedBot } from "@/lib/bots";
import { readAttachCommand } from "@/lib/channels";
import { db, encodeText, type Sql, sql } from "@/lib/db";
import { ownAddress } from "@/lib/env";
import { type Activity, HarnessError, type InspectionAnswer, newActivityId, type Persona } from "@/lib/model";
import { conversationGate, gates } from "@/lib/state";
import { type ActiveConversation, requireWritableConversation } from "../active-conversation";
import { storageOutsideTurns } from "../bot-state/call-storage";
import { botRegistry } from "../bots";

/**
 * Has a v4 bot with InspectionMiddleware tell its state after each turn of this conversation (protocols 7). The commands are sent in the
 * conversation itself and are no turns: nothing of them is in the chat or in the log.
 */
export async function attachInspection(conversationId: string): Promise<InspectionAnswer> {
  const conversation = await requireWritableConversation(conversationId);
  const bot = (await botRegistry()).require(conversation.botId);
  if (bot.remote === null) throw new HarnessError("bot_not_remote", "State of a bot in this process is in the panels already.");
  const release = await gates().acquire(conversationGate(conversationId), "exclusive");
  try {
    return await attach(conversation, bot);
  } finally {
    release();
  }
}

async function attach(conversation: ActiveConversation, bot: LoadedBot): Promise<InspectionAnswer> {
  const command = readAttachCommand(await sendAside(conversation, bot, "/INSPECT open"));
  if (command === null)
    return {
      isAttached: false,
      sentence: "The bot did not open an inspection: it has no InspectionMiddleware, or keeps no InspectionState.",
    };
  const said = (await sendAside(conversation, bot, command)).map(({ text }) => text ?? "").join(" ");
  if (!said.startsWith("Attached")) return { isAttached: false, sentence: `The bot did not attach. It said: ${said || "nothing"}` };
  await (await db()).execute(updateAttached(conversation));
  return { isAttached: true, sentence: "Attached. The bot tells its user and conversation state after each turn from now on." };
}

/** The conversation's gate is held, so that no turn runs. */
function updateAttached({ id, lastTurn }: ActiveConversation): Sql {
  return sql`UPDATE conversation SET attached_after_turn = ${lastTurn} WHERE id = ${encodeText(id)}`;
}

/** Says something to the bot outside the log, and answers what it said to that. */
async function sendAside(conversation: ActiveConversation, bot: LoadedBot, text: string): Promise<Partial<Activity>[]> {
  const answered: Partial<Activity>[] = [];
  const activity = toAside(conversation, bot, text);
  const { error } = await bot.runTurn({
    number: 0,
    activity,
    storage: storageOutsideTurns(bot.summary.id),
    signal: AbortSignal.timeout(bot.remote?.timeoutMs ?? 15_000),
    async sendActivities(activities) {
      answered.push(...activities);
      return activities.map(newActivityId);
    },
    updateActivity: async () => undefined,
    deleteActivity: async () => undefined,
  });
  if (error) throw new HarnessError("bot_unreachable", error.message);
  return answered;
}

/** Replies are asked for in the answer: bots send traces over the connector on the emulator's channel only. */
function toAside(conversation: ActiveConversation, { summary }: LoadedBot, text: string): Activity {
  const [person = { id: "tester", name: "Tester" }]: Persona[] = conversation.members;
  return {
    type: "message",
    id: newActivityId(),
    timestamp: new Date().toISOString(),
    serviceUrl: ownAddress(),
    channelId: conversation.channelId,
    conversation: { id: conversation.id },
    from: { ...person, role: "user" },
    recipient: { id: summary.id, name: summary.name, role: "bot" },
    deliveryMode: "expectReplies",
    text,
  };
}
