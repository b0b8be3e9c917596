import type { Sql } from "@/lib/db";
import { noteSeen } from "@/lib/facts";
import type { Persona } from "@/lib/model";

/** The bot knows these people from now on, as they are called now. For the transaction that makes them members. */
export function meetPeople(
  place: { botId: string; channelId: string },
  people: readonly Pick<Persona, "id" | "name">[],
  at: string,
): Sql[] {
  const { botId, channelId } = place;
  return people.flatMap(({ id, name }) => noteSeen({ channelId, userId: id, name }, { botId, at }));
}
