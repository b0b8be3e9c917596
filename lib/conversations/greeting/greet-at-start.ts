import { beginTurn } from "../begin-turn";
import { readBotSetting } from "../kept-bot-settings";

import { type Arrival, startUpdates } from "./start-updates";

type Start = Arrival & { conversationId: string; locale: string | undefined };

/** Tells the bot who is there, so that it can greet. Resolves once that is in the log; `finished` when the bot has dealt with it. */
export async function greetAtStart({ conversationId, locale, ...arrival }: Start): Promise<{ finished: Promise<unknown> }> {
  const { greeting } = await readBotSetting(arrival.bot.id);
  // Before anybody is known, the channel itself speaks.
  const from = arrival.user ?? { id: conversationId, name: conversationId };
  const turns = [];
  for (const update of startUpdates(greeting, arrival)) turns.push(await beginTurn(conversationId, { ...update, locale, from }));
  return { finished: Promise.all(turns.map(({ finished }) => finished)) };
}
