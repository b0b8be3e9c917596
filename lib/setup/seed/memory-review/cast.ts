import type { Persona } from "@/lib/model";

/** Somebody of the story, on one channel. */
export type Actor = Persona & { channelId: string };

/** The people with names of their own. Ids are numbers, as those of many channels are. */
export const cast = {
  ann: { id: "480010001", name: "Ann Peeters", channelId: "webchat" },
  annOnTeams: { id: "730050001", name: "Peeters, Ann", channelId: "msteams" },
  bo: { id: "480010002", name: "Bo Marić", channelId: "webchat" },
  cleo: { id: "480010003", name: "Cléo Martin", channelId: "webchat" },
  dávid: { id: "480010004", name: "Dávid Nagy", channelId: "webchat" },
  elif: { id: "480010005", name: "Elif Kaya", channelId: "telegram" },
  greta: { id: "480010007", name: "Greta Lind", channelId: "webchat" },
} satisfies Record<string, Actor>;

const firstNames = ["Hiro", "Inès", "Jonas", "Katalin", "Liam", "Mei", "Noor", "Olga", "Pedro", "Rosa", "Sami", "Tove"];
const lastNames = ["Adler", "Bakker", "Costa", "Dubois", "Eriksen", "Fekete", "Ito", "Jansen"];
const channels = ["webchat", "webchat", "telegram", "msteams"];

/** One of the many others; the same for the same number. */
export function passerBy(number: number): Actor & { firstName: string } {
  const firstName = pick(firstNames, number);
  const name = `${firstName} ${pick(lastNames, Math.floor(number / firstNames.length) + number)}`;
  return { id: String(480020000 + number), name, firstName, channelId: pick(channels, number) };
}

export function pick<T>(choices: readonly T[], number: number): T {
  return choices[number % choices.length] as T;
}
