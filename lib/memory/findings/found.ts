import type { Finding, FindingRule } from "@/lib/model";

/** What a rule found, before it is put into words that are the same for the rule and before anybody accepted it. */
export type Found = Pick<Finding, "scope" | "path" | "pathId" | "label" | "people" | "conversations" | "detail"> & {
  rule: FindingRule;
  /** State writes behind it; null for those of the path. */
  seqs: number[] | null;
};

/** "1 person", "3 people". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

export const peopleCount = (number: number): string => count(number, "person", "people");
