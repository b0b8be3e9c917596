import { getOwn, isJsonObject, type JsonObject, type JsonValue, ownIdsOf, parsePointer } from "@/lib/model";

/** Who of these people a value in nobody's own item is about: the innermost key that is somebody's id decides, or the own id of an object around it. */
export function whomAbout(item: JsonObject, path: string, people: ReadonlySet<string>): string | undefined {
  let about: string | undefined;
  let at: JsonValue | undefined = item;
  for (const key of parsePointer(path)) {
    if (Array.isArray(at)) {
      at = at[Number(key)];
      continue;
    }
    if (!isJsonObject(at)) return about;
    about = people.has(key) ? key : (ownIdsOf(at).findLast((id) => people.has(id)) ?? about);
    at = getOwn(at, key);
  }
  return about;
}
