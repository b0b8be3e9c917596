import { listBots } from "@/lib/conversations";
import { findProcessing } from "@/lib/memory";
import type { LegalBasis, Processing, ProcessingField } from "@/lib/model";
import { notSaid } from "./own-facts";
import type { ExportedFact } from "./person-data";

export type CoverPart = { title: string; paragraphs: string[] };

/** What Art. 15(1) wants said beside the data, for one bot; `gaps` is what nobody has written down yet. */
export type CoverSheet = {
  bot: string;
  name: string;
  parts: CoverPart[];
  paths: { label: string; purpose: string; retention: string; audience: string; basis: string; origin: string }[];
  gaps: string[];
};

/** From the dictionary and the register of processing. */
export async function readCoverSheet(botId: string, facts: readonly ExportedFact[]): Promise<CoverSheet> {
  const said = await findProcessing(botId);
  const name = (await listBots()).find(({ id }) => id === botId)?.name ?? botId;
  const told = facts.filter(({ bot }) => bot === botId).map(toPath);
  const paths = [...new Map(told.map((path) => [JSON.stringify(path), path])).values()];
  return { bot: botId, name, paths, parts: toParts(said), gaps: [...gapsOf(paths), ...unsaid(said)].map((gap) => `${name}: ${gap}`) };
}

function toPath({ label, purpose, retention, audience, legalBasis, origin }: ExportedFact): CoverSheet["paths"][number] {
  return {
    label,
    purpose: purpose ?? notSaid,
    retention,
    audience,
    basis: legalBasis === null ? notSaid : bases[legalBasis as LegalBasis],
    origin: origin === null ? notSaid : (origins[origin] ?? origin),
  };
}

const origins: Record<string, string> = {
  said: "You told the bot",
  observed: "The bot noticed it while you used it",
  inferred: "The bot concluded it from something else",
};

const bases: Record<LegalBasis, string> = {
  consent: "Your consent, Art. 6(1)(a)",
  contract: "A contract with you, Art. 6(1)(b)",
  "legal-obligation": "A legal obligation, Art. 6(1)(c)",
  "vital-interests": "Vital interests, Art. 6(1)(d)",
  "public-task": "A task in the public interest, Art. 6(1)(e)",
  "legitimate-interests": "Legitimate interests, Art. 6(1)(f)",
};

const fields: readonly [field: ProcessingField, title: string][] = [
  ["controller", "Who is responsible"],
  ["dpo", "Data protection officer"],
  ["recipients", "Who else receives it"],
  ["transfers", "Where it goes outside the European Union"],
  ["automatedDecisions", "Decisions made by machine alone"],
  ["authority", "Where you can complain"],
];

const rights =
  "You can have what is wrong corrected (Art. 16), have it erased (Art. 17), have its use restricted (Art. 18), object to its use (Art. 21), and complain to a supervisory authority (Art. 77).";

function toParts(said: Processing): CoverPart[] {
  const parts = fields.map(([field, title]) => ({ title, paragraphs: paragraphsOf(said[field]) }));
  return [...parts, { title: "Your rights", paragraphs: [rights, ...(said.rights ? paragraphsOf(said.rights) : [])] }];
}

function paragraphsOf(entry: Processing[ProcessingField]): string[] {
  if (!entry) return [notSaid];
  if (entry.isNotApplicable && entry.text === "") return ["Does not apply"];
  return entry.text.split(/\n+/).filter((paragraph) => paragraph.trim() !== "");
}

function gapsOf(paths: CoverSheet["paths"]): string[] {
  const without = (what: string, field: "purpose" | "retention") => {
    const labels = paths.filter((path) => path[field] === notSaid).map(({ label }) => label);
    return labels.length === 0
      ? []
      : [`${what} for ${labels.slice(0, 5).join(", ")}${labels.length > 5 ? ` and ${labels.length - 5} more` : ""}`];
  };
  return [...without("no purpose", "purpose"), ...without("no time limit", "retention")];
}

function unsaid(said: Processing): string[] {
  const open = fields.filter(([field]) => !said[field]).map(([, title]) => title.toLowerCase());
  return open.length === 0 ? [] : [`nobody has said yet: ${open.join(", ")}`];
}
