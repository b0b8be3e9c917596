import * as z from "zod";
import { type Activity, anyId, type Persona } from "@/lib/model";

/** Who is there after an activity, and the ids of those who are not, as far as it says so. */
export type Membership = { present: Persona[]; gone: string[] };

const account = z.looseObject({ id: anyId, name: z.string().max(500).optional() });

/**
 * Whoever speaks is there, but for one who says to be leaving; a conversationUpdate names whom else it brings and takes away. The bot is
 * no member, and neither is the channel, which speaks with the conversation's own id.
 */
export function membershipAfter(activity: Activity, botId: string): Membership {
  const { type, from, conversation } = activity;
  const isUpdate = type === "conversationUpdate";
  const isPerson = ({ id }: { id: string }): boolean => id !== botId && id !== conversation.id;
  const gone = isUpdate ? accountsOf(activity.membersRemoved).filter(isPerson) : [];
  const added = isUpdate ? accountsOf(activity.membersAdded).filter(isPerson) : [];
  const isGone = ({ id }: Persona): boolean => gone.some((person) => person.id === id);
  const people = new Map([...added, { id: from.id, name: from.name ?? from.id }].filter(isPerson).map((person) => [person.id, person]));
  const present = [...people.values()].filter((person) => !isGone(person));
  // Those who come with one activity have no order of their own.
  return { present: present.sort((one, other) => (one.id < other.id ? -1 : 1)), gone: gone.map(({ id }) => id) };
}

/** What is no channel account is the bot's to make something of. */
function accountsOf(value: unknown): Persona[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const parsed = account.safeParse(one);
    return parsed.success ? [{ id: parsed.data.id, name: parsed.data.name || parsed.data.id }] : [];
  });
}
