import { type Classification, type ClassificationField, classificationFields, factOrigins, legalBases } from "@/lib/model";

/** What stands in the fields of the form: "" where nothing is said. */
export type Draft = Record<ClassificationField, string>;

export const emptyDraft = Object.fromEntries(classificationFields.map((field) => [field, ""])) as Draft;

export function toDraft(said: Classification): Draft {
  const { isSensitive, retentionDays, ...texts } = said;
  const filled = Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text ?? ""]));
  return {
    ...emptyDraft,
    ...filled,
    isSensitive: isSensitive === null ? "" : isSensitive ? "yes" : "no",
    retentionDays: retentionDays === null ? "" : String(retentionDays),
  };
}

/** What a draft says differently from what was said before. */
export function changesOf(draft: Draft, before: Draft): Partial<Classification> {
  const changed = classificationFields.filter((field) => draft[field].trim() !== before[field].trim());
  return Object.fromEntries(changed.map((field) => [field, toValue(field, draft[field].trim())]));
}

function toValue(field: ClassificationField, text: string): Classification[ClassificationField] {
  if (text === "") return null;
  if (field === "isSensitive") return text === "yes";
  if (field === "retentionDays") return Number(text);
  if (field === "origin") return factOrigins.find((one) => one === text) ?? null;
  if (field === "legalBasis") return legalBases.find((one) => one === text) ?? null;
  return text;
}

/** Why a draft cannot be saved yet; null when it can. */
export function retentionFault({ retentionDays }: Draft): string | null {
  return /^\d{0,5}$/.test(retentionDays.trim()) ? null : "Write the number of days in digits, such as 90.";
}
