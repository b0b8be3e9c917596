import * as z from "zod";
import type { JsonValue } from "./json";
import { placeOf } from "./masking/mask-marks";
import { type Scope, scopeSchema } from "./scope";

export type ChangeKind = "added" | "changed" | "removed";

/** One place that differs: `path` is an RFC 6901 pointer into the later value (into the earlier one when removed). */
export type ValueChange = { path: string; kind: ChangeKind; before?: JsonValue; after?: JsonValue };
export type StateChange = ValueChange & { scope: Scope };

export const changeSchema = z.object({
  scope: scopeSchema,
  path: placeOf(z.string()),
  kind: z.enum(["added", "changed", "removed"]),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

/** `isCleared`: the scope held something before, and nothing after. */
export type ChangeCounts = { added: number; changed: number; removed: number; isCleared?: boolean };
export type ScopeCounts = Partial<Record<Scope, ChangeCounts>>;

export function countChanges(changes: readonly StateChange[]): ScopeCounts {
  const counts: ScopeCounts = {};
  for (const change of changes) {
    counts[change.scope] ??= { added: 0, changed: 0, removed: 0 };
    const count = counts[change.scope];
    if (count) count[change.kind] += 1;
  }
  return counts;
}
