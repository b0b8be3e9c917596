import type { Processing, ProcessingField, ProcessingRegister, RegisterItem, RegisterPart } from "@/lib/model";
import { formatCsv } from "../csv";
import { requireMemory } from "../require-memory";
import { type DescribedFact, groupBy, readDescribedFacts } from "./described-paths";
import { readProcessing } from "./processing";
import { basisWords } from "./words";

/** The record of this processing (GDPR Art. 30(1)), from the dictionary and from what people say. Throws `bot_not_found`. */
export async function readRegister(botId: string): Promise<ProcessingRegister> {
  const botName = await requireMemory(botId);
  const [{ facts, undescribed }, said] = [await readDescribedFacts(botId), await readProcessing(botId)];
  const items = toItems(
    facts.filter(({ isAboutNobody }) => !isAboutNobody),
    said,
  );
  return { botId, botName, madeAt: new Date().toISOString(), isComplete: items.every(({ isComplete }) => isComplete), undescribed, items };
}

function toItems(facts: readonly DescribedFact[], said: Processing): RegisterItem[] {
  const byPerson = (name: string, field: ProcessingField): RegisterPart => toPart(name, said[field]);
  return [
    item("a", "Controller", [
      byPerson("Controller", "controller"),
      byPerson("Representative", "representative"),
      byPerson("Data protection officer", "dpo"),
    ]),
    item("b", "Purposes", [
      fromDictionary(
        "Purposes",
        describeGroups(facts, ({ purpose }) => purpose, describeBases),
      ),
    ]),
    item("c", "Whose data, and which", [
      byPerson("Categories of people", "subjects"),
      fromDictionary(
        "Categories of data",
        describeGroups(facts, ({ category }) => category, listLabels),
      ),
    ]),
    item("d", "Recipients", [byPerson("Categories of recipients", "recipients")]),
    item("e", "Transfers to third countries", [byPerson("Countries and safeguards", "transfers")]),
    item("f", "Time limits for erasure", [
      fromDictionary(
        "Time limits",
        describeGroups(facts, ({ retentionDays }) => describeDays(retentionDays), listLabels),
      ),
    ]),
    item("g", "Security", [byPerson("Technical and organisational measures", "security")]),
  ];
}

function item(letter: RegisterItem["letter"], title: string, parts: RegisterPart[]): RegisterItem {
  return {
    letter,
    title,
    parts,
    isComplete: parts.every(({ text, isNotApplicable }) => isNotApplicable || (text !== null && text !== "")),
  };
}

function toPart(name: string, entry: Processing[ProcessingField]): RegisterPart {
  const { text = null, isNotApplicable = false, by = null, at = null } = entry ?? {};
  return { name, text: text === "" ? null : text, isNotApplicable, source: "person", by, at };
}

function fromDictionary(name: string, text: string | null): RegisterPart {
  return { name, text, isNotApplicable: false, source: "dictionary", by: null, at: null };
}

/** One line a group; null when nothing is described, or something that has no group, since the register would be silent about it. */
function describeGroups(
  facts: readonly DescribedFact[],
  groupOf: (fact: DescribedFact) => string | null,
  inWords: (facts: readonly DescribedFact[]) => string,
): string | null {
  if (facts.length === 0 || facts.some((fact) => groupOf(fact) === null)) return null;
  return [...groupBy(facts, (fact) => groupOf(fact) ?? "")].map(([group, those]) => `${group}: ${inWords(those)}`).join("\n");
}

function listLabels(facts: readonly DescribedFact[]): string {
  return facts.map(({ label }) => label).join(", ");
}

function describeBases(facts: readonly DescribedFact[]): string {
  const bases = [
    ...new Set(
      facts.flatMap(({ legalBasis }) => (legalBasis === null ? [] : [basisWords[legalBasis].replace(/^Your |with you/g, "").trim()])),
    ),
  ];
  return `${listLabels(facts)}${bases.length > 0 ? ` (${bases.join("; ")})` : ""}`;
}

function describeDays(days: number | null): string | null {
  if (days === null) return null;
  return days === 0 ? "As long as the person is known" : `${days} ${days === 1 ? "day" : "days"} after the person's last turn`;
}

const columns = ["article", "title", "part", "text", "notApplicable", "source", "by", "at"];

export function toRegisterCsv({ items }: ProcessingRegister): string {
  const rows = items.flatMap(({ letter, title, parts }) =>
    parts.map(({ name, text, isNotApplicable, source, by, at }) => [
      `30(1)(${letter})`,
      title,
      name,
      text ?? (isNotApplicable ? "n/a" : ""),
      isNotApplicable ? "yes" : "no",
      source,
      by ?? "",
      at ?? "",
    ]),
  );
  return formatCsv([columns, ...rows]);
}
