import { findDialogProperty, HarnessError, type ItemScope, type JsonObject, joinItem, splitItem } from "@/lib/model";
import type { ScopeItems } from "./scope-items";
import { dataOf } from "./store-item";
import type { ScopeWrite } from "./write-scopes";

/** The items as they shall be: undefined untouched, null removed. A scope and the dialog inside its item are written apart. */
export function replaceScopes(found: ScopeItems, writes: readonly ScopeWrite[]): Partial<Record<ItemScope, JsonObject | null>> {
  const wanted: Partial<Record<ItemScope, JsonObject | null>> = {};
  for (const write of writes) {
    const scope = write.scope === "dialog" ? found.dialogIn : write.scope;
    const item = found.items[scope].item;
    const current = scope in wanted ? (wanted[scope] ?? null) : item ? dataOf(item) : null;
    const next =
      write.scope === "dialog"
        ? replaceDialog(current ?? {}, write.data, found.dialogProperty)
        : replaceRest(current ?? {}, write.data, scope === found.dialogIn);
    wanted[scope] = isDropped(write.data, next) ? null : next;
  }
  return wanted;
}

/** Removing the last thing in an item removes the item; writing `{}` keeps an empty item, as a bot would. */
function isDropped(data: JsonObject | null, next: JsonObject): boolean {
  return data === null && Object.keys(next).length === 0;
}

function replaceRest(item: JsonObject, data: JsonObject | null, mayHoldDialog: boolean): JsonObject {
  const { dialogProperty, dialog } = splitItem(item);
  if (!mayHoldDialog || dialogProperty === null || dialog === null) return data ?? {};
  if (data && Object.hasOwn(data, dialogProperty)) return data;
  return joinItem(data ?? {}, dialogProperty, dialog);
}

function replaceDialog(item: JsonObject, data: JsonObject | null, newProperty: string | null): JsonObject {
  const { dialogProperty, rest } = splitItem(item);
  if (data === null) return dialogProperty === null ? item : rest;
  const asItem = joinItem({}, dialogProperty ?? newProperty, data);
  if (findDialogProperty(asItem) === null) throw notADialog();
  return { ...rest, ...asItem };
}

function notADialog(): HarnessError {
  return new HarnessError(
    "invalid_request",
    'Dialog state is an object with a list "dialogStack" (v4) or "callstack" (v3). Nothing was written.',
  );
}
