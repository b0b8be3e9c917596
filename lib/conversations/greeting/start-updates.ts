import type { Greeting, Persona, PostedActivity } from "@/lib/model";

/** Who is there at a start. `user` is null while nobody is known; `isVouched`: a token says who it is. */
export type Arrival = { bot: Persona; user: Persona | null; isVouched: boolean };

/**
 * The conversationUpdates of a start, in order (protocols 1.5). Who is not known yet is told of with their first message; on Direct Line so is
 * everybody whom no token names.
 */
export function startUpdates(greeting: Greeting, { bot, user, isVouched }: Arrival): PostedActivity[] {
  if (user === null || (greeting === "direct-line" && !isVouched)) return [updateOf([bot])];
  return greeting === "emulator-v3" ? [updateOf([bot]), updateOf([user])] : [updateOf([bot, user])];
}

export function updateOf(membersAdded: Persona[]): PostedActivity {
  return { type: "conversationUpdate", membersAdded: membersAdded.map(({ id, name }) => ({ id, name })), membersRemoved: [] };
}
