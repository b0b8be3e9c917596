import type { Finding, FindingRule } from "@/lib/model";

/** What a rule found, before it is put into words that are the same for the rule and before anybody accepted it. */
export type Found = Pick<Finding, "scope" | "path" | "pathId" | "label" | "people" | "conversations" | "detail"> & {
  rule: FindingRule;
  /** State writes behind it; null for those of the path. */
  seqs: number[] | null;
  /** What sets it apart from others of its rule at its place. */
  beside?: string;
};

/** Of a path with more facts a rule looks at no more than these, which are of anybody: of a million it would take half a minute. */
export const factsLookedAt = 10_000;

/** How a finding begins that was made among some of a path's facts. */
export const amongMany = (facts: number): string =>
  facts > factsLookedAt ? `Among ${factsLookedAt.toLocaleString("en")} facts looked at: ` : "";

/** "1 person", "3 people". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

export const peopleCount = (number: number): string => count(number, "person", "people");
