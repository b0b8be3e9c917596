import { isUrlSafe, type LoadedBot } from "@/lib/bots";
import {
  defaultChannelId,
  generationOf,
  HarnessError,
  type ItemScope,
  itemScopes,
  type JsonObject,
  maskedText,
  newConversationId,
  newUserId,
  type Persona,
  type StartConversationRequest,
  type StateAddress,
  storageKeyFor,
  toSnapshotItems,
} from "@/lib/model";
import { prepareItem } from "@/lib/state";
import { botRegistry } from "./bots";
import { createConversation } from "./create-conversation";
import { greetAtStart } from "./greeting/greet-at-start";
import { listProductionBots } from "./kept-bot-settings";
import { letBeginAnew } from "./let-begin-anew";
import { isKnownTo, knownName } from "./meet-people";
import { requirePersona } from "./personas";
import { requireSnapshotFor } from "./snapshots/snapshot-row";
import { writeState } from "./write-state";

export type StartedConversation = { conversationId: string; botId: string; user: Persona; url: string };

/**
 * Opens a conversation as one person, with a start state if given, and tells the bot who joined, as its setting says, so that it can
 * greet. Resolves when that turn has ended.
 */
export async function startConversation(asked: StartConversationRequest): Promise<StartedConversation> {
  const { request, channelId: personasChannelId, locale } = await asPersona(asked);
  const bot = (await botRegistry()).require(request.botId);
  const channelId = personasChannelId ?? bot.remote?.channelId ?? defaultChannelId;
  const conversationId = request.conversationId ?? newConversationId();
  const user = await toUser({ botId: bot.summary.id, channelId }, request.user);
  if (user.id === bot.summary.id) throw new HarnessError("invalid_request", "A person cannot have the bot's id. Choose another user id.");
  requireUsableId(conversationId, bot);
  const address = { botId: bot.summary.id, channelId, conversationId, userId: user.id };
  const state = await readStartState(request);
  if (Object.keys(state).length > 0) await requireUnknownOrTest(address);
  checkStartState(state, address, bot);
  await letBeginAnew({ channelId, userId: user.id });
  await createConversation({ conversationId, botId: bot.summary.id, channelId }, user);
  await writeStartState(conversationId, user, state);
  await (await greetAtStart({ conversationId, bot: bot.summary, user, isVouched: false, locale })).finished;
  return { conversationId, botId: bot.summary.id, user, url: `/c/${encodeURIComponent(conversationId)}` };
}

type Place = { botId: string; channelId: string };

/** Somebody whose name the page knows only masked keeps the one they have, where this bot knows it: a test bot would show what another hides. */
async function toUser({ botId, channelId }: Place, asked: StartConversationRequest["user"]): Promise<Persona> {
  const id = asked?.id ?? newUserId();
  const account = { channelId, userId: id };
  const kept = async () => ((await isKnownTo(botId, account)) ? knownName(account) : undefined);
  const name = asked?.name === maskedText ? await kept() : asked?.name;
  return { id, name: name ?? asked?.id ?? "User" };
}

/** Throws `values_masked`: a start state would go over what nobody may see. */
async function requireUnknownOrTest({ botId, channelId, userId }: StateAddress): Promise<void> {
  if (!(await listProductionBots()).has(botId) || !(await isKnownTo(botId, { channelId, userId }))) return;
  throw new HarnessError(
    "values_masked",
    "This bot is marked as production and knows this person already: their state cannot be replaced unseen. Start without a state, or as somebody new.",
  );
}

function requireUsableId(conversationId: string, { remote }: LoadedBot): void {
  if (remote === null || generationOf(remote) !== "agents" || isUrlSafe(conversationId)) return;
  throw new HarnessError(
    "invalid_request",
    "Bots of the Agents SDK put the conversation's id into addresses as it is, so they cannot reply in one with this id. Choose one of letters, digits and dashes.",
  );
}

type Asked = { request: StartConversationRequest; channelId: string | null; locale: string | undefined };

/** What a persona brings along, where nothing else was asked for. */
async function asPersona(request: StartConversationRequest): Promise<Asked> {
  if (request.personaId === undefined) return { request, channelId: null, locale: undefined };
  const { userId, name, locale, channelId, snapshotId } = await requirePersona(request.personaId);
  const user = request.user ?? { id: userId, name };
  return {
    request: { ...request, user, snapshotId: request.snapshotId ?? snapshotId ?? undefined },
    channelId,
    locale: locale ?? undefined,
  };
}

/** Null removes what the person has from earlier conversations; undefined leaves it. */
type StartState = Partial<Record<ItemScope, JsonObject | null>>;

async function readStartState({ botId, snapshotId, state }: StartConversationRequest): Promise<StartState> {
  const given = (state ?? {}) as StartState;
  return snapshotId === undefined ? given : { ...toSnapshotItems((await requireSnapshotFor(snapshotId, botId)).state), ...given };
}

/** Before anything is written: what could not be stored must not leave a conversation behind. */
function checkStartState(state: StartState, address: StateAddress, { keyStyle }: LoadedBot): void {
  for (const scope of itemScopes) {
    const data = state[scope];
    if (data) prepareItem(storageKeyFor(address, scope, keyStyle), data);
  }
}

async function writeStartState(conversationId: string, user: Persona, state: StartState): Promise<void> {
  const writes = itemScopes.flatMap((scope) => {
    const data = state[scope];
    return data === undefined ? [] : [{ scope, data, ifMatch: "*" }];
  });
  if (writes.length > 0) await writeState({ conversationId, userId: user.id, writes, kind: "start", by: user.name });
}
