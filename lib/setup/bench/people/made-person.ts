import { identityIdOf } from "@/lib/facts";

/** What the made bot remembers of a person: ten facts. */
export type MadePerson = { number: number; userId: string; identityId: string; name: string; at: string; data: ReturnType<typeof dataOf> };

/** A bot that is there, so that it can be asked about; what it is made to remember is not its own. */
export const madeBotId = "state-management";
export const madeChannelId = "emulator";

const firstNames = [
  "Ann",
  "Bo",
  "Chloé",
  "Dávid",
  "Elif",
  "Fatou",
  "Giulia",
  "Hiro",
  "Inès",
  "Jürgen",
  "Katalin",
  "Liam",
  "Mei",
  "Noor",
  "Olga",
  "Pedro",
];
const lastNames = [
  "Adler",
  "Bakker",
  "Costa",
  "Dubois",
  "Eriksen",
  "Fekete",
  "García",
  "Horváth",
  "Ito",
  "Jansen",
  "Kovács",
  "López",
  "Müller",
  "Nagy",
];
const cities = ["Budapest", "Wien", "Paris", "Lisboa", "København", "Kraków", "Gent", "Graz", "Szeged", "Torino"];
const wishes = ["a window seat", "vegetarian food", "a quiet room", "late check-in", "two tickets", "an invoice by mail"];

const startMs = Date.UTC(2026, 0, 1);
const minuteMs = 60_000;

/** The same person for the same number, at any time and on any machine. */
export function makePerson(number: number): MadePerson {
  const userId = `customer-${number.toString(36).padStart(6, "0")}`;
  const [first, last] = [pick(firstNames, number), pick(lastNames, number * 7)];
  return {
    number,
    userId,
    identityId: identityIdOf({ channelId: madeChannelId, userId }),
    name: `${first} ${last}`,
    at: new Date(startMs + (number % 460_000) * minuteMs).toISOString(),
    data: dataOf(number, first, last),
  };
}

function dataOf(number: number, firstName: string, lastName: string) {
  const tail = String(number).padStart(7, "0");
  return {
    profile: {
      name: `${firstName} ${lastName}`,
      email: `${firstName}.${lastName}.${number.toString(36)}@example.org`.toLowerCase(),
      phone: `+36 1 ${tail.slice(0, 3)} ${tail.slice(3)}`,
      birthday: `19${String(50 + (number % 50))}-0${1 + (number % 9)}-1${number % 10}`,
    },
    city: pick(cities, number * 3),
    size: pick(["S", "M", "L", "XL"], number * 5),
    newsletter: number % 3 === 0,
    visits: number % 400,
    budget: 50 + ((number * 37) % 2000),
    wish: `${pick(wishes, number * 11)}, please (${(number * 2_654_435_761) % 4_294_967_296})`,
  };
}

/** Spread by a multiplication, so that neighbours differ. */
function pick<T>(list: readonly T[], number: number): T {
  return list[((number * 2_654_435_761) % 4_294_967_296) % list.length] as T;
}
