import { type Finding, finding } from "../hint";
import { fold, hasPhrase, type Subject } from "../subject";
import { birthNames } from "./property-cues";

const birthCue =
  /\b(born|birth\w*|d\.?o\.?b|geboren\w*|geb\.|geburts\w*|naissance|anniversaire|naci(do|da|o)?|nacimiento|cumpleanos|szulet\w*)/;
/** With its accent, for "ne" is a common word in French. */
const frenchCue = /(?<!\p{L})née?\s+(le|en)(?!\p{L})/iu;

const monthNames = [
  "january januar janvier enero januar",
  "february februar fevrier febrero februar",
  "march marz mars marzo marcius maerz",
  "april avril abril aprilis",
  "may mai mayo majus",
  "june juni juin junio junius",
  "july juli juillet julio julius",
  "august aout agosto augusztus",
  "september septembre septiembre szeptember",
  "october oktober octobre octubre",
  "november novembre noviembre",
  "december dezember decembre diciembre",
].map((names) => names.split(" "));

const longestLifeYears = 120;
const cueDistance = 60;

export function findBirthDate({ text, folded, words }: Subject): Finding[] {
  const dates = datesIn(folded).filter(isPlausible);
  if (dates.length === 0) return [];
  if (hasPhrase(words, birthNames))
    return [finding("birth-date", "certain", "Is a past date, and the property's name says that it is of birth.")];
  const isAnnounced = dates.some(({ index, length }) => {
    const nearby = folded.slice(Math.max(0, index - cueDistance), index + length + cueDistance);
    return birthCue.test(nearby) || frenchCue.test(text);
  });
  return isAnnounced ? [finding("birth-date", "likely", "Is a past date beside words about birth.")] : [];
}

type FoundDate = { year: number; month: number; day: number; index: number; length: number };

/** Dates by number or by the month's name, in the orders that the five languages use. */
function datesIn(folded: string): FoundDate[] {
  const forms: [RegExp, (groups: string[]) => [string?, string?, string?]][] = [
    [/(?<!\d)(\d{4})[-./] ?(\d{1,2})[-./] ?(\d{1,2})(?!\d)/g, ([y, m, d]) => [y, m, d]],
    [/(?<!\d)(\d{1,2})[-./] ?(\d{1,2})[-./] ?(\d{4})(?!\d)/g, ([a, b, y]) => (Number(b) > 12 ? [y, a, b] : [y, b, a])],
    [
      /(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|er)? (?:of |de )?([a-z]{3,12})\.?,? (?:de |del )?(\d{4})(?!\d)/g,
      ([d, m, y]) => [y, toMonth(m), d],
    ],
    [/\b([a-z]{3,12}) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/g, ([m, d, y]) => [y, toMonth(m), d]],
    [/(?<!\d)(\d{4})\.? ([a-z]{3,12}) (\d{1,2})(?!\d)/g, ([y, m, d]) => [y, toMonth(m), d]],
  ];
  return forms.flatMap(([form, order]) =>
    [...folded.matchAll(form)].map((match) => {
      const [year, month, day] = order(match.slice(1)).map(Number);
      return { year: year ?? 0, month: month ?? 0, day: day ?? 0, index: match.index, length: match[0].length };
    }),
  );
}

function toMonth(name = ""): string {
  const short = name.slice(0, 3);
  const isMonth = (names: string[]): boolean =>
    names.some((month) => fold(month) === name || (name.length <= 4 && month.startsWith(short)));
  return String(monthNames.findIndex(isMonth) + 1);
}

function isPlausible({ year, month, day }: FoundDate): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = month >= 1 && month <= 12 && date.getUTCDate() === day;
  const now = new Date();
  return exists && date < now && year > now.getUTCFullYear() - longestLifeYears;
}
