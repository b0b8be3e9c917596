import { type BotEndpoint, type InlineState, postToBot, readBotAnswer, readInlineAnswer, toInlineMessage } from "@/lib/channels";
import {
  type Activity,
  filterOwn,
  getOwn,
  type ItemScope,
  itemScopes,
  type JsonObject,
  type StateAddress,
  setOwn,
  storageKeyFor,
  type TurnError,
} from "@/lib/model";
import type { BotHost, HostedTurn, HostedTurnResult } from "./bot-host";
import { toTurnError } from "./to-turn-error";
import { TurnObserver } from "./turn-observer";

/** Runs a bot of the first Bot Framework: gives it its state along with each message, and keeps what comes back on the answer (protocols 3.1). */
export class InlineHost implements BotHost {
  constructor(private readonly bot: { id: string; endpoint: BotEndpoint }) {}

  async runTurn(turn: HostedTurn): Promise<HostedTurnResult> {
    const observer = new TurnObserver();
    const error = await this.deliver(turn).then(
      () => null,
      (cause: unknown): TurnError => toTurnError(turn.signal.aborted ? turn.signal.reason : cause),
    );
    return { error, observed: observer.end() };
  }

  private async deliver(turn: HostedTurn): Promise<void> {
    // Its wire knows messages and greetings; of typing and the like it knows nothing.
    if (turn.activity.type !== "message" && turn.activity.type !== "conversationUpdate") return;
    const keys = keysOf(this.bot.id, turn.activity);
    const message = toInlineMessage(turn.activity, await readState(turn, keys));
    const answered = await postToBot(this.bot.endpoint, message, turn.signal);
    // Refusals are told as for any other bot.
    readBotAnswer(answered);
    if (answered.bytes.length === 0) return;
    const { reply, state } = readInlineAnswer(JSON.parse(answered.bytes.toString("utf8")));
    await writeState(turn, keys, state);
    if (reply) await turn.sendActivities([reply]);
  }
}

type Keys = Record<ItemScope, string>;

function keysOf(botId: string, { channelId, conversation, from }: Activity): Keys {
  const address: StateAddress = { botId, channelId, conversationId: conversation.id, userId: from.id };
  return Object.fromEntries(itemScopes.map((scope) => [scope, storageKeyFor(address, scope, "plain")])) as Keys;
}

async function readState({ storage }: HostedTurn, keys: Keys): Promise<InlineState> {
  const items = (await storage.read(Object.values(keys))) as JsonObject;
  const dataOf = (scope: ItemScope): JsonObject | null => {
    const item = getOwn(items, keys[scope]);
    return item === undefined ? null : filterOwn(item as JsonObject, (name) => name !== "eTag");
  };
  return { user: dataOf("user"), conversation: dataOf("conversation"), private: dataOf("private") };
}

async function writeState({ storage }: HostedTurn, keys: Keys, state: Partial<InlineState>): Promise<void> {
  const changes = {};
  const gone: string[] = [];
  for (const scope of itemScopes) {
    const data = state[scope];
    if (data) setOwn(changes, keys[scope], data);
    else if (data === null) gone.push(keys[scope]);
  }
  if (Object.keys(changes).length > 0) await storage.write(changes);
  if (gone.length > 0) await storage.delete(gone);
}
