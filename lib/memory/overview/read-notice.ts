import type { Notice, NoticeFact, Processing, ProcessingField } from "@/lib/model";
import { requireMemory } from "../require-memory";
import { type DescribedFact, groupBy, readDescribedFacts } from "./described-paths";
import { readProcessing } from "./processing";
import { basisWords, notSaid, originWords, retentionWords, scopeAudiences } from "./words";

const withoutPurpose = "What it is for is not said yet";

/** "What this bot remembers", for the public (GDPR Art. 13), from what the dictionary says now. Throws `bot_not_found`. */
export async function readNotice(botId: string): Promise<Notice> {
  const botName = await requireMemory(botId);
  const [{ facts, undescribed }, said] = [await readDescribedFacts(botId), await readProcessing(botId)];
  const personal = facts.filter(({ isAboutNobody }) => !isAboutNobody);
  const purposes = [...groupBy(personal, ({ purpose }) => purpose ?? withoutPurpose)];
  return {
    botId,
    botName,
    madeAt: new Date().toISOString(),
    purposes: purposes.map(([purpose, those]) => ({ purpose, facts: those.map(toNoticeFact) })),
    technical: facts.filter(({ isAboutNobody }) => isAboutNobody).map(({ label }) => label),
    sections: toSections(said, personal),
    gaps: [...listFactGaps(personal, undescribed), ...listProcessingGaps(said)],
  };
}

function toNoticeFact({ label, category, isSensitive, origin, audience, scope, retentionDays, legalBasis }: DescribedFact): NoticeFact {
  return {
    label,
    category,
    isSensitive: isSensitive ?? false,
    origin: origin === null ? notSaid : originWords[origin],
    audience: audience ?? scopeAudiences[scope],
    retention: retentionWords(retentionDays),
    legalBasis: legalBasis === null ? notSaid : basisWords[legalBasis],
  };
}

const titles: [field: ProcessingField, title: string][] = [
  ["controller", "Who is responsible"],
  ["representative", "Representative in the European Union"],
  ["dpo", "Data protection officer"],
  ["recipients", "Who else receives it"],
  ["transfers", "Where it goes outside the European Union"],
  ["automatedDecisions", "Decisions made by machine alone"],
  ["rights", "How to use your rights"],
  ["authority", "Where you can complain"],
];

const rights = [
  "You can ask what the bot remembers about you and get a copy of it (Art. 15), have it corrected (Art. 16), have it erased (Art. 17), or have its use restricted (Art. 18).",
  "What you told the bot, or what it noticed, you can get in a form that machines read, where it rests on your consent or a contract (Art. 20).",
];
const consentRight =
  "Where something rests on your consent, you can withdraw it at any time; what was done before stays lawful (Art. 7(3)).";
const objection = "Where something rests on legitimate interests or a public task, you can object to it at any time (Art. 21).";

function toSections(said: Processing, facts: readonly DescribedFact[]): Notice["sections"] {
  const rests = (...bases: DescribedFact["legalBasis"][]): boolean => facts.some(({ legalBasis }) => bases.includes(legalBasis));
  const yourRights = [
    ...rights,
    ...(rests("consent") ? [consentRight] : []),
    ...(rests("legitimate-interests", "public-task") ? [objection] : []),
  ];
  return titles.flatMap(([field, title]) => {
    const paragraphs = paragraphsOf(said[field]);
    if (field === "rights") return [{ title: "Your rights", paragraphs: [...yourRights, ...(paragraphs ?? [])] }];
    return paragraphs === null ? [] : [{ title, paragraphs }];
  });
}

/** What does not apply is left out, unless somebody said why. */
function paragraphsOf(entry: Processing[ProcessingField]): string[] | null {
  if (!entry || entry.text === "") return null;
  return entry.text.split(/\n+/).filter((paragraph) => paragraph.trim() !== "");
}

function listFactGaps(facts: readonly DescribedFact[], undescribed: number): string[] {
  const without = (what: string, isMissing: (fact: DescribedFact) => boolean): string[] => {
    const labels = facts.filter(isMissing).map(({ label }) => label);
    return labels.length === 0 ? [] : [`${what}: ${labels.join(", ")}`];
  };
  return [
    ...(undescribed === 0 ? [] : [`Facts that nobody has described, and that are not in the notice: ${undescribed}`]),
    ...without("Without a purpose", ({ purpose }) => purpose === null),
    ...without("Without a legal basis", ({ legalBasis }) => legalBasis === null),
    ...without("Without a time limit", ({ retentionDays }) => retentionDays === null),
    ...without("Not said how the bot knows it", ({ origin }) => origin === null),
  ];
}

function listProcessingGaps(said: Processing): string[] {
  const open = titles.filter(([field]) => !said[field]).map(([, title]) => title);
  return open.length === 0 ? [] : [`Nobody has said yet: ${open.join(", ")}`];
}
