import {
  HarnessError,
  type ItemScope,
  isEqualJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type LostValue,
  replacePlace,
} from "@/lib/model";
import { dataOf, findScopeItems, type ScopeAddress, type ScopeWrite } from "@/lib/state";
import type { Decision } from "./decide-lost-values";

type Place = { path: string; value: JsonValue | undefined };

/** What a decision about lost values writes, scope by scope; nothing where the bot's value stands and is to stand. */
export async function lostValueWrites(address: ScopeAddress, lostValues: readonly LostValue[], decision: Decision): Promise<ScopeWrite[]> {
  const found = await findScopeItems(address);
  const chosen = lostValues.map((lost) => ({ lost, scope: requireScope(lost, found) }));
  return [...new Set(chosen.map(({ scope }) => scope))].flatMap((scope) => {
    const { item } = found.items[scope];
    const current = item ? dataOf(item) : undefined;
    const ifMatch = decision.eTag === undefined ? (item?.eTag ?? null) : decision.eTag;
    const places = chosen.filter((one) => one.scope === scope).flatMap(({ lost }) => placeToWrite(lost, decision) ?? []);
    const data = replacePlaces(current, places);
    const isDialogGone = found.dialogIn === scope && found.dialogProperty !== null && !Object.hasOwn(data ?? {}, found.dialogProperty);
    return [{ scope, data, ifMatch }, ...(isDialogGone ? [{ scope: "dialog" as const, data: null, ifMatch }] : [])];
  });
}

/** Null where nothing is to be written: the bot's value stands already. */
function placeToWrite({ path, overwritten, written, current, decision }: LostValue, { keep }: Decision): Place | null {
  if (keep === "overwritten") return { path, value: overwritten as JsonValue | undefined };
  if (decision?.keep !== "overwritten") return null;
  if (isEqualJson(current as JsonValue | undefined, overwritten as JsonValue | undefined))
    return { path, value: written as JsonValue | undefined };
  throw new HarnessError("lost_value_changed", "The value was changed since it was put back. It stays as it is now.");
}

function replacePlaces(current: JsonObject | undefined, places: readonly Place[]): JsonObject | null {
  const data = places.reduce<JsonValue | undefined>((item, { path, value }) => placeValue(item, path, value), current);
  return isJsonObject(data) ? data : null;
}

function placeValue(item: JsonValue | undefined, path: string, value: JsonValue | undefined): JsonValue | undefined {
  try {
    return replacePlace(item, path, value);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new HarnessError("lost_value_changed", `The list at ${path} has changed so that its lost value has no place in it any more.`, {
      cause,
    });
  }
}

function requireScope({ key, scope }: LostValue, { items }: Awaited<ReturnType<typeof findScopeItems>>): ItemScope {
  if (scope !== null && items[scope].key === key) return scope;
  throw new HarnessError("invalid_request", "The lost value is under a storage key that no scope shows. Nothing was put back.");
}
