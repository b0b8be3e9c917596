import { type FactSource, maskedText, type OtherPerson, type PersonFact } from "@/lib/model";

const dayOfYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const dayAndYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** "today at 09:40", "on 3 May", "on 3 May 2025". */
export function dayWords(iso: string, now: Date): string {
  const day = new Date(iso);
  if (day.toDateString() === now.toDateString()) return `today at ${clock.format(day)}`;
  return `on ${(day.getFullYear() === now.getFullYear() ? dayOfYear : dayAndYear).format(day)}`;
}

/** "Ann", "Ann and Bo", "Ann, Bo and 3 others". */
export function nameList(people: readonly OtherPerson[]): string {
  const names = people.map(({ name }) => (name === maskedText ? "somebody" : name));
  if (names.length > 3) return `${names.slice(0, 2).join(", ")} and ${names.length - 2} others`;
  return names.length < 2 ? (names[0] ?? "nobody") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** What comes before the sentence that is quoted, or says all where there is none. */
export type SourceWords = { lead: string; quote: string | null };

type Setting = { personId: string; origin: string | null; others: readonly OtherPerson[]; now: Date };

export function sourceWords(source: FactSource | null, { personId, origin, others, now }: Setting): SourceWords {
  if (source === null) return { lead: "It is not recorded when this was set", quote: null };
  const { kind, at, sentence, isSaid, speaker } = source;
  const when = dayWords(at, now);
  if (kind !== "turn") return { lead: `${byHandWords(source)} ${when}`, quote: null };
  const company = others.length > 0 ? ` in the conversation with ${nameList(others)}` : "";
  const isOther = speaker !== null && speaker.personId !== personId;
  const who = isOther ? (speaker.name === maskedText ? "somebody else" : speaker.name) : null;
  if (sentence === "joined the conversation") return { lead: `Noted ${when}, when ${who ?? "they"} joined the conversation`, quote: null };
  if (origin === "observed") return { lead: `Observed ${when}${company}, after`, quote: sentence };
  if (origin === "inferred") return { lead: `Worked out ${when}${company} from`, quote: sentence };
  if (origin === "said" || isSaid) return { lead: `Said ${when}${who === null ? "" : ` by ${who}`}${company}:`, quote: sentence };
  return { lead: `Noted ${when}${company}, after${who === null ? "" : ` ${who} said`}`, quote: sentence };
}

function byHandWords({ kind, by }: FactSource): string {
  const name = by.kind === "tester" && by.name !== "" && by.name !== maskedText ? ` by ${by.name}` : "";
  if (kind === "late") return "Written by the bot after its turn had ended,";
  if (kind === "start") return `Given${name} at the start of a conversation`;
  if (kind === "fork") return "Copied when a conversation was forked";
  if (kind === "snapshot") return `Taken${name} from a snapshot`;
  if (kind === "restore") return `Put back${name}`;
  return `Changed by hand${name}`;
}

export function audienceWords({ audience, keptIn, sharedWith }: Pick<PersonFact, "audience" | "keptIn" | "sharedWith">): string {
  if (audience) return `${/^\p{Lu}/u.test(audience) ? audience : `Seen by ${audience}`}.`.replace(/\.\.$/, ".");
  if (keptIn === "user") return "Seen by the bot only.";
  if (keptIn === "private") return "Seen by the bot only, in that conversation.";
  if (keptIn === "unclassified") return "Its storage key does not say who can see it.";
  if (sharedWith.length === 0) return "Kept for the whole conversation: whoever joins can see it.";
  return `Everyone in that chat can see it: ${nameList(sharedWith)} too.`;
}

type Described = Pick<PersonFact, "purpose" | "retentionDays" | "keptUntil">;

/** What it is used for and how long it stays, also where nobody has said that. */
export function purposeWords({ purpose, retentionDays, keptUntil }: Described): string {
  const isPurposeKnown = purpose !== null && purpose !== "";
  if (!isPurposeKnown && retentionDays === null) return "Nobody has said what for, and how long.";
  const purposeText = isPurposeKnown ? `Used for: ${purpose.replace(/\.$/, "")}.` : "Nobody has said what for.";
  return `${purposeText} ${retentionWords({ retentionDays, keptUntil })}`;
}

function retentionWords({ retentionDays, keptUntil }: Pick<PersonFact, "retentionDays" | "keptUntil">): string {
  if (keptUntil !== null) return `Kept until ${dayAndYear.format(new Date(keptUntil))}.`;
  if (retentionDays === 0) return "Kept as long as the person is known.";
  return retentionDays === null ? "Nobody has said how long." : `Kept ${retentionDays} days after they were last seen.`;
}

/** Groups in the order of their newest fact; what has no purpose comes last. */
export function byPurpose<F extends Pick<PersonFact, "purpose">>(facts: readonly F[]): { purpose: string | null; facts: F[] }[] {
  const groups = new Map<string | null, F[]>();
  for (const fact of facts) {
    const purpose = fact.purpose === "" ? null : fact.purpose;
    groups.set(purpose, [...(groups.get(purpose) ?? []), fact]);
  }
  const all = [...groups].map(([purpose, own]) => ({ purpose, facts: own }));
  return [...all.filter(({ purpose }) => purpose !== null), ...all.filter(({ purpose }) => purpose === null)];
}

/** The value in words; null when it is masked. */
export function valueWords(value: unknown): string | null {
  if (value === null) return "nothing";
  if (typeof value === "object") return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === "" ? "(empty)" : String(value);
}
