import { count, type Found } from "../found";
import { type LintPath, placeOf } from "../lint-path";

/** Facts that people described without a purpose or a retention; those that nobody described at all are one finding each. */
export function findUndescribed(paths: readonly LintPath[]): Found[] {
  const personal = paths.filter(({ category, scope }) => category?.toLowerCase() !== "none" && scope !== "dialog");
  const described = personal.filter(({ label }) => label !== null);
  const others = personal.filter(({ label }) => label === null);
  return [
    ...described.filter(({ purpose }) => purpose === null).map((path) => toFound("no-purpose", path, "It has a label and no purpose.")),
    ...described
      .filter(({ retentionDays }) => retentionDays === null)
      .map((path) => toFound("no-retention", path, "It has a label and no retention.")),
    ...(["no-purpose", "no-retention"] as const).flatMap((rule) => (others.length === 0 ? [] : [allOthers(rule, others)])),
  ];
}

function toFound(rule: Found["rule"], path: LintPath, detail: string): Found {
  return { rule, ...placeOf(path), people: path.people, conversations: null, detail, seqs: null };
}

/** One for all: the inbox of the dictionary lists them. */
function allOthers(rule: Found["rule"], others: readonly LintPath[]): Found {
  const people = Math.max(...others.map((path) => path.people));
  const undescribed = `${count(others.length, "kind")} of facts ${others.length === 1 ? "is" : "are"} not described at all.`;
  const detail = `${undescribed}${sharedWords(others.filter(({ scope }) => scope === "conversation").length)}`;
  return { rule, scope: null, path: null, pathId: null, label: null, people, conversations: null, detail, seqs: [] };
}

/** What nobody described and no detector knows is no finding of shared personal data; that it may be one is said here. */
function sharedWords(shared: number): string {
  if (shared === 0) return "";
  return ` Of them ${count(shared, "kind")} ${shared === 1 ? "stands" : "stand"} in conversation state, where everybody in a chat can see it: say first whether that is personal.`;
}
