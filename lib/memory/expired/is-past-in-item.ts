import { formatPointer, type ItemScope, parsePointer } from "@/lib/model";
import { isPastPlace } from "./is-past-place";
import type { ExpiredParts } from "./judge";

/** The same of a place from the root of an item, which may hold a dialog. */
export function isPastInItem({ scope, path }: { scope: ItemScope; path: string }, expired: ExpiredParts): boolean {
  if (isPastPlace({ scope, path }, expired)) return true;
  const { dialog } = expired.parts;
  if (scope === "user" || dialog === undefined) return false;
  const [property, ...rest] = parsePointer(path);
  if (property === undefined) return true;
  const isOfDialog = [...dialog.paths].some((one) => parsePointer(one)[0] === property);
  return isOfDialog && isPastPlace({ scope: "dialog", path: formatPointer(rest) }, expired);
}
