import { findSamePlace } from "./diff-array";
import { getOwn, isJsonObject, type JsonValue } from "./json";

/**
 * Where the place at `path` of a later value was in an earlier one; null when it was not there. Items of arrays are followed by the rule
 * by which differences match them: by identity where they carry one.
 */
export function followPath(later: JsonValue, earlier: JsonValue, path: readonly string[]): string[] | null {
  const [part, ...rest] = path;
  if (part === undefined) return [];
  const step = stepInto(later, earlier, part);
  if (!step) return null;
  const followed = followPath(step.later, step.earlier, rest);
  return followed && [step.part, ...followed];
}

type Step = { part: string; later: JsonValue; earlier: JsonValue };

function stepInto(later: JsonValue, earlier: JsonValue, part: string): Step | null {
  if (Array.isArray(later) && Array.isArray(earlier)) return stepIntoItem(later, earlier, part);
  if (!isJsonObject(later) || !isJsonObject(earlier)) return null;
  const [after, before] = [getOwn(later, part), getOwn(earlier, part)];
  return after === undefined || before === undefined ? null : { part, later: after, earlier: before };
}

function stepIntoItem(later: JsonValue[], earlier: JsonValue[], part: string): Step | null {
  if (!/^(0|[1-9]\d*)$/.test(part)) return null;
  const index = findSamePlace(earlier, later, Number(part));
  const [after, before] = [later[Number(part)], index === null ? undefined : earlier[index]];
  return after === undefined || before === undefined ? null : { part: String(index), later: after, earlier: before };
}
