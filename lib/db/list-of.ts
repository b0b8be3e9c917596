import { join, type Sql } from "./sql";

/** Ids or texts for `IN (…)`, which needs one at least: no id of ours is empty. */
export function listOf(ids: readonly string[]): Sql {
  return join(["", ...ids]);
}
