import { diffValues, getAtPath, isEqualJson, type JsonObject, type JsonValue, parsePointer } from "@/lib/model";

export type Difference = {
  path: string;
  mine: JsonValue | undefined;
  stored: JsonValue | undefined;
  /** Who moved away from what both had read. */
  changedBy: "you" | "them" | "both";
};

/** Where an edit and what is stored now differ, given what the edit started from. */
export function listDifferences(base: JsonObject | null, mine: JsonObject | null, stored: JsonObject | null): Difference[] {
  return diffValues(stored ?? {}, mine ?? {}).map(({ path, before, after }) => {
    const was = getAtPath(base ?? {}, parsePointer(path));
    const isMine = !isEqualJson(was, after);
    const isTheirs = !isEqualJson(was, before);
    return { path, mine: after, stored: before, changedBy: isMine && isTheirs ? "both" : isMine ? "you" : "them" };
  });
}
