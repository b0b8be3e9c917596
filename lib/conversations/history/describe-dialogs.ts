import type { DialogEvent } from "@/lib/model";

/** Where a turn was when it set its values: the last step that ran, else the last dialog that was active; null when there was none. */
export function describeDialogs(dialogs: readonly DialogEvent[]): string | null {
  const last = dialogs.findLast(({ kind }) => kind === "step") ?? dialogs.findLast(({ kind }) => kind === "continued" || kind === "begun");
  if (!last) return null;
  const place = [...last.within, last.dialogId].join(" › ");
  return last.step ? `${place}, step ${last.step.index + 1}${last.step.name ? ` (${last.step.name})` : ""}` : place;
}
