import { type ProvenanceEntry, parsePointer } from "@/lib/model";
import { listValues } from "@/lib/state";
import { followValue } from "./follow-value";
import { toEntry } from "./trace-value";

/** A place in a stored item, whosever it is; `path` begins with a property of the item. */
export type StoredPlace = { itemId: string; path: string };

export type StoredTrace = { entries: ProvenanceEntry[]; isComplete: boolean };

const untilNow = Number.MAX_SAFE_INTEGER;

/** The newest values that a place in a stored item has had, each with what set it; an item of an array is followed wherever it stood. */
export async function traceStoredValue({ itemId, path }: StoredPlace, limit: number): Promise<StoredTrace> {
  const [property = "", ...rest] = parsePointer(path);
  const { values, goesOnBefore } = await listValues({ itemId, property, until: untilNow }, followValue(rest));
  return {
    entries: await Promise.all(values.slice(0, limit).map(toEntry)),
    isComplete: goesOnBefore === null && values.length <= limit,
  };
}
