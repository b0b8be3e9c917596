import { requireConversation } from "@/lib/conversations";
import { encodeText } from "@/lib/db";
import {
  type Activity,
  describeActivity,
  HarnessError,
  type LoggedActivity,
  maskedText,
  type PersonTranscript,
  type Sight,
  type TranscriptLine,
} from "@/lib/model";
import { readToldActivitiesBefore } from "@/lib/turns";
import { type Companion, readCompany } from "./read-company";
import { findPerson } from "./require-person";

const pageSize = 100;

type Place = { personId: string; conversationId: string; before?: number };

/**
 * What was said in a conversation of a person, 100 lines a page, the newest page first. Throws `person_not_found`, and
 * `conversation_not_found` where they never were.
 */
export async function readTranscript({ personId: address, conversationId, before }: Place, sight: Sight): Promise<PersonTranscript> {
  const { personId } = await findPerson(address);
  const { botId } = await requireConversation(conversationId);
  const people = (await readCompany([encodeText(conversationId)], sight)).get(encodeText(conversationId)) ?? [];
  if (!people.some((one) => one.personId === personId)) {
    throw new HarnessError("conversation_not_found", "This person was never in this conversation.");
  }
  const told = await readToldActivitiesBefore(conversationId, before ?? Number.MAX_SAFE_INTEGER, pageSize + 1);
  const page = told.slice(-pageSize);
  return {
    lines: page.map((logged) => toLine(logged, { personId, botId, people, sight })),
    before: told.length > pageSize ? (page[0]?.position ?? null) : null,
  };
}

type Setting = { personId: string; botId: string; people: readonly Companion[]; sight: Sight };

function toLine({ position, turn, activity }: LoggedActivity, { personId, botId, people, sight }: Setting): TranscriptLine {
  const speaker = people.find(({ userId }) => userId === activity.from.id);
  const isOpen = concerned(activity, people).every((one) => sight.sees(botId, one.personId));
  return {
    position,
    turn,
    at: activity.timestamp,
    by: speaker === undefined ? "bot" : speaker.personId === personId ? "person" : "other",
    speaker: speaker ? { personId: speaker.personId, name: speaker.name } : null,
    words: isOpen ? describeActivity(activity) : maskedText,
    isSaid: activity.type === "message" && Boolean(activity.text),
  };
}

/** What a person sent is theirs, what the bot sent theirs to whom it was sent; what names nobody concerns all. */
function concerned({ from, recipient }: Activity, people: readonly Companion[]): readonly Companion[] {
  const named = people.filter(({ userId }) => userId === from.id || userId === recipient?.id);
  return named.length > 0 ? named : people;
}
