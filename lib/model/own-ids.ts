import { getOwn, type JsonObject } from "./json";

const idNames = ["id", "Id", "userId", "UserId", "user_id", "memberId", "aadObjectId"];

/** Whom an object is about, such as an entry of a list of members. */
export function ownIdsOf(value: JsonObject): string[] {
  return idNames.map((name) => getOwn(value, name)).filter((id) => typeof id === "string");
}
