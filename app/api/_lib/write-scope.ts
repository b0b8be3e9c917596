import { writeState } from "@/lib/conversations";
import { HarnessError, isHarnessError, isJsonObject, type JsonObject, type Scope, type ScopeState } from "@/lib/model";
import type { Commit } from "@/lib/state";
import type { Condition } from "./condition";

export type ScopeTarget = { conversationId: string; scope: Scope; userId?: string; by: string; commit: Commit };
export type ScopeContent = { data: JsonObject | null; ifMatch: Condition; kind: "edit" | "reset" };

/** Writes one scope; answers it as it is then, and what was removed. A stale eTag comes back with this scope as `current`. */
export async function writeScope(
  { conversationId, scope, userId, by, commit }: ScopeTarget,
  { data, ifMatch, kind }: ScopeContent,
): Promise<{ state: ScopeState; removed: JsonObject | null }> {
  try {
    const written = await writeState({ conversationId, userId, writes: [{ scope, data, ifMatch }], kind, by, commit });
    return { state: written.state[scope], removed: written.removed[0]?.data ?? null };
  } catch (error) {
    throw isHarnessError(error) && error.code === "stale_etag" ? withCurrentScope(error, scope) : error;
  }
}

/** lib/conversations names each stale scope; who wrote only one wants that one. */
function withCurrentScope(error: HarnessError, scope: Scope): HarnessError {
  const { current } = error.details;
  const state = isJsonObject(current) ? current[scope] : undefined;
  return new HarnessError("stale_etag", error.userMessage, { cause: error, details: { ...error.details, current: state } });
}
