import {
  describeActivity,
  HarnessError,
  type LoggedActivity,
  maskedText,
  type ReaderSight,
  type WithheldMessage,
  type WithheldPage,
} from "@/lib/model";
import { readActivitiesFrom } from "@/lib/turns";
import { requireRequest } from "../requests/case-row";
import { listReleased } from "../requests/read-request";
import { allActivities, isTheirs, partKey } from "./own-activities";
import { type OwnConversation, readOwnConversations } from "./own-conversations";
import { listOwnIdentities } from "./own-identities";

const pageSize = 100;

type Part = { conversationId: string; activityId: string };
type Withheld = { conversation: OwnConversation; logged: LoggedActivity };

/**
 * What others said, and bots said to others, where the person of a case was: 100 a page, as far as the reader may see it. Throws
 * `case_not_found` and `invalid_cursor`.
 */
export async function listWithheld(number: string, cursor: string | undefined, sight: ReaderSight): Promise<WithheldPage> {
  const { personId } = await requireRequest(number);
  const all = personId === null ? [] : await readWithheld(personId, sight);
  const start = cursor === undefined ? 0 : afterCursor(all, cursor);
  const page = all.slice(start, start + pageSize);
  const last = start + pageSize < all.length ? page.at(-1) : undefined;
  const released = new Set((await listReleased(number)).map(partKey));
  return { messages: page.map((one) => toMessage(one, { sight, released })), cursor: last ? cursorOf(last) : null };
}

/**
 * Only what somebody can read they can let the person have. Throws `values_masked`, and `invalid_request` for what is not withheld, or where
 * they know of no such bot.
 */
export async function requireReleasable(personId: string, parts: readonly Part[], sight: ReaderSight): Promise<void> {
  if (parts.length === 0) return;
  const withheld = new Map((await readWithheld(personId, sight)).map((one) => [keyOf(one), one]));
  for (const part of parts) {
    const found = withheld.get(partKey(part));
    if (!found) throw new HarnessError("invalid_request", "A message that is to be released is none that the copy withholds.");
    if (!isSeen(found, sight))
      throw new HarnessError("values_masked", "What is masked cannot be released: unmask who said it first, with a reason.");
  }
}

async function readWithheld(personId: string, sight: ReaderSight): Promise<Withheld[]> {
  const found: Withheld[] = [];
  for (const conversation of await readOwnConversations(await listOwnIdentities(personId))) {
    if (conversation.others.length === 0 || sight.unknownBots.has(conversation.botId)) continue;
    const said = await readActivitiesFrom(conversation.id, 0, allActivities);
    const withheld = said.filter(({ activity }) => activity.type === "message" && !isTheirs(activity, conversation));
    found.push(...withheld.map((logged) => ({ conversation, logged })));
  }
  return found;
}

function keyOf({ conversation, logged }: Withheld): string {
  return partKey({ conversationId: conversation.id, activityId: logged.activity.id });
}

function cursorOf(one: Withheld): string {
  return Buffer.from(keyOf(one)).toString("base64url");
}

function isSeen({ conversation, logged }: Withheld, sight: ReaderSight): boolean {
  const { botId, channelId } = conversation;
  return concerned(logged, conversation).every((userId) => sight.seesParty({ botId, channelId, userId }));
}

function afterCursor(all: readonly Withheld[], cursor: string): number {
  const at = all.findIndex((one) => cursorOf(one) === cursor);
  if (at < 0) throw new HarnessError("invalid_cursor", "This page is no longer there. Begin with the first.");
  return at + 1;
}

function toMessage(
  { conversation, logged }: Withheld,
  { sight, released }: { sight: ReaderSight; released: ReadonlySet<string> },
): WithheldMessage {
  const { id: conversationId, botId, channelId } = conversation;
  const { id: activityId, timestamp: at, from } = logged.activity;
  const seen = (userId: string) => sight.seesParty({ botId, channelId, userId });
  const speaker = conversation.others.find(({ userId }) => userId === from.id);
  const isMasked = !isSeen({ conversation, logged }, sight);
  return {
    conversationId,
    activityId,
    botId,
    channelId,
    at,
    speaker: speaker ? (seen(speaker.userId) ? speaker.name || speaker.userId : maskedText) : null,
    words: isMasked ? maskedText : describeActivity(logged.activity),
    isMasked,
    isReleased: released.has(partKey({ conversationId, activityId })),
  };
}

/** Theirs who wrote it or to whom it was said; what names nobody concerns all who were there. */
function concerned({ activity: { from, recipient } }: LoggedActivity, { others, ownIds }: OwnConversation): string[] {
  const everyone = [...ownIds, ...others.map(({ userId }) => userId)];
  const named = everyone.filter((userId) => userId === from.id || userId === recipient?.id);
  return named.length > 0 ? named : everyone;
}
