import { count, type Found, peopleCount } from "../found";
import { isTelling, type LintPath, lastName, placeOf } from "../lint-path";

/** Who sees what stands at a path of conversation state: whose facts it holds is not always known, who is there is. */
export type Audience = { conversations: number; members: number };

/** Categories that say nothing about a person. */
const impersonal = new Set(["none"]);

/**
 * Facts in conversation state that are private elsewhere, and other personal data there. A path is found once, for the graver reason.
 */
export function findMisplaced(paths: readonly LintPath[], audiences: ReadonlyMap<string, Audience>): Found[] {
  return paths.flatMap((path) => {
    if (path.scope !== "conversation") return [];
    const twin = privateTwin(path, paths);
    if (twin) return [toFound("wrong-scope", path, `${peopleCount(twin.people)} have it in private state.`, audiences)];
    const reason = personalReason(path);
    return reason === null ? [] : [toFound("shared-personal", path, reason, audiences)];
  });
}

/** The path of private state that holds the same fact: the same path, or another with the same telling name. */
function privateTwin(path: LintPath, paths: readonly LintPath[]): LintPath | undefined {
  const name = lastName(path);
  const privately = paths.filter(({ scope }) => scope === "private");
  return (
    privately.find(({ pattern }) => pattern === path.pattern) ??
    (isTelling(name) ? privately.find((other) => lastName(other) === name) : undefined)
  );
}

function personalReason({ isSensitive, category, hints }: LintPath): string | null {
  if (isSensitive) return "The dictionary calls it sensitive.";
  if (category !== null) return impersonal.has(category.toLowerCase()) ? null : `The dictionary calls it ${category}.`;
  return hints.length === 0 ? null : `Its values look like ${hints.join(", ")}.`;
}

function toFound(rule: Found["rule"], path: LintPath, reason: string, audiences: ReadonlyMap<string, Audience>): Found {
  const { conversations, members } = audiences.get(path.id) ?? { conversations: 0, members: 0 };
  const where = `It stands in ${count(conversations, "conversation")} with ${peopleCount(members)} in ${conversations === 1 ? "it" : "them"}.`;
  return { rule, ...placeOf(path), people: path.people || members, conversations, detail: `${where} ${reason}`, seqs: null };
}
