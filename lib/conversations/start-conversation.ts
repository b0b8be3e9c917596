import type { LoadedBot } from "@/lib/bots";
import { db, encodeText, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import {
  defaultChannelId,
  HarnessError,
  type ItemScope,
  itemScopes,
  type JsonObject,
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
import { type ConversationRow, insertConversation, selectConversations, upsertMember } from "./conversation-row";
import { requirePersona } from "./personas";
import { postActivity } from "./post-activity";
import { requireSnapshot } from "./snapshots/snapshot-row";
import { writeState } from "./write-state";

export type StartedConversation = { conversationId: string; botId: string; user: Persona; url: string };

/**
 * Opens a conversation as one person, with a start state if given, and tells the bot who joined as the Emulator does
 * (one conversationUpdate for bot and person), so that it can greet. Resolves when that first turn has ended.
 */
export async function startConversation(asked: StartConversationRequest): Promise<StartedConversation> {
  const { request, channelId: personasChannelId, locale } = await asPersona(asked);
  const bot = (await botRegistry()).require(request.botId);
  const channelId = personasChannelId ?? bot.remote?.channelId ?? defaultChannelId;
  const conversationId = request.conversationId ?? newConversationId();
  const user = { id: request.user?.id ?? newUserId(), name: request.user?.name ?? request.user?.id ?? "User" };
  if (user.id === bot.summary.id) throw new HarnessError("invalid_request", "A person cannot have the bot's id. Choose another user id.");
  const address = { botId: bot.summary.id, channelId, conversationId, userId: user.id };
  const state = await readStartState(request);
  checkStartState(state, address, bot);
  await createConversation({ conversationId, botId: bot.summary.id, channelId }, user);
  await writeStartState(conversationId, user, state);
  const greeting = await postActivity(conversationId, {
    type: "conversationUpdate",
    locale,
    from: user,
    membersAdded: [{ id: bot.summary.id, name: bot.summary.name }, user],
    membersRemoved: [],
  });
  await greeting.finished;
  return { conversationId, botId: bot.summary.id, user, url: `/c/${encodeURIComponent(conversationId)}` };
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

async function createConversation(place: Omit<ConversationRow, "createdAt">, user: Persona): Promise<void> {
  const { conversationId } = place;
  const [existing] = await selectConversations(sql`id = ${encodeText(conversationId)}`);
  if (existing) throw conversationExists();
  const createdAt = new Date().toISOString();
  const row = { ...place, createdAt };
  try {
    await (await db()).transaction([insertConversation(row), upsertMember(conversationId, user, 0, createdAt)]);
  } catch (error) {
    // Somebody may have taken the id between our look and our write.
    const [taken] = await selectConversations(sql`id = ${encodeText(conversationId)}`);
    throw taken ? conversationExists() : error;
  }
  bus().publish({ type: "conversations" });
}

function conversationExists(): HarnessError {
  return new HarnessError("conversation_exists", "A conversation with this id exists already. Open it, or choose another id.");
}

/** Null removes what the person has from earlier conversations; undefined leaves it. */
type StartState = Partial<Record<ItemScope, JsonObject | null>>;

async function readStartState({ snapshotId, state }: StartConversationRequest): Promise<StartState> {
  const given = (state ?? {}) as StartState;
  return snapshotId === undefined ? given : { ...toSnapshotItems((await requireSnapshot(snapshotId)).state), ...given };
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
