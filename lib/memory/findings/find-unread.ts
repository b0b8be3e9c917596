import type { Overview } from "@/lib/model";
import { readLintPaths } from "./lint-path";
import { readRecentTurns } from "./recent-turns";
import { findUnreadKeys, findUnreadScopes } from "./rules/unread";

/** What none of the latest turns asked for, as far as the recorder knows: it sees reads of whole items, not of what is in them. */
export async function findUnread(botId: string): Promise<Overview["unused"]> {
  const [paths, turns] = [await readLintPaths(botId), await readRecentTurns(botId)];
  const found = [...findUnreadScopes(paths, turns), ...(await findUnreadKeys(botId, paths, turns))];
  return found.map(({ scope, path, detail }) => ({ scope, path, detail }));
}
