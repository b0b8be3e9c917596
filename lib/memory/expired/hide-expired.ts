import { isJsonObject, type JsonObject, type Scope, type ScopeState, scopes } from "@/lib/model";
import { hideLeaves } from "./hide-leaves";
import { type ExpiredParts, expiredParts, type LookedAt } from "./judge";

/** Scopes as people may see them: what is past its time is masked until the next sweep deletes it, and counted. */
export async function hideExpired<S extends Partial<Record<Scope, ScopeState>>>(state: S, place: LookedAt): Promise<S> {
  const expired = await expiredParts(place);
  if (!expired) return state;
  const shown: Partial<Record<Scope, ScopeState>> = { ...state };
  for (const scope of scopes) {
    const own = state[scope];
    if (own) shown[scope] = scope === "dialog" ? hideInDialog(own, expired) : hideInScope(own, { scope, expired });
  }
  return shown as S;
}

function hideInScope(own: ScopeState, { scope, expired }: { scope: Exclude<Scope, "dialog">; expired: ExpiredParts }): ScopeState {
  if (!isJsonObject(own.data)) return own;
  const { data, count } = hideLeaves(own.data, { scope, expired });
  return count === 0 ? own : { ...own, data, expired: count };
}

/** A dialog is looked at as the item that holds it, since its paths are those of the item. */
function hideInDialog(own: ScopeState, expired: ExpiredParts): ScopeState {
  if (!isJsonObject(own.data)) return own;
  const property = own.property ?? "";
  const { data, count } = hideLeaves({ [property]: own.data } as JsonObject, { scope: "conversation", expired });
  return count === 0 ? own : { ...own, data: Object.values(data)[0], expired: count };
}
