import * as z from "zod";
import { problemSentence } from "@/components/api/api-problem";
import {
  type AllScopes,
  isJsonObject,
  type JsonObject,
  type Scope,
  type ScopeState,
  type StateMoment,
  scopeSchema,
  scopeState,
} from "@/lib/model";

export type WriteKind = "edit" | "reset" | "undo" | "restore";

/** `eTag` is the one that was read; null when nothing was stored. `data` null removes the scope. */
export type StateWriteInput = {
  kind: WriteKind;
  scopes: Partial<Record<Scope, { data: JsonObject | null; eTag: string | null }>>;
  /** What a restore brings back; the data beside it is what one was shown. */
  moment?: StateMoment;
};

/** All scopes are written, or none. Rejects with a problem; code `stale_etag` carries the scopes as they are now in `current`. */
export type StateActions = { write: (input: StateWriteInput) => Promise<AllScopes> };

/** What a scope held when an edit began: that is what the edit is about, whatever happens meanwhile. */
export type ScopeBase = { data: JsonObject | null; eTag: string | null };

export function toBase(scope: ScopeState): ScopeBase {
  return { data: isJsonObject(scope.data) ? scope.data : null, eTag: scope.eTag };
}

export type CurrentScopes = Partial<Record<Scope, ScopeState>>;

const staleProblem = z.object({ code: z.literal("stale_etag"), current: z.partialRecord(scopeSchema, scopeState) });
const carrier = z.object({ body: z.unknown() });

/** The scopes as they are now, when that is why a write was refused; null for every other failure. */
export function readStale(error: unknown): CurrentScopes | null {
  const carried = carrier.safeParse(error);
  for (const candidate of [error, carried.data?.body]) {
    const parsed = staleProblem.safeParse(candidate);
    if (parsed.success) return parsed.data.current;
  }
  return null;
}

const told = z.object({ detail: z.string() });

/** The sentence to show for a write that failed. */
export function failureSentence(error: unknown): string {
  return told.safeParse(error).data?.detail ?? problemSentence(error);
}
