import { db, sql } from "@/lib/db";
import { env } from "@/lib/env";
import type { Found } from "./found";
import { type LintPath, readLintPaths } from "./lint-path";
import { readRecentTurns } from "./recent-turns";
import { findConflicts, findLostUpdates, readClashes } from "./rules/clashes";
import { findContradictions } from "./rules/contradictions";
import { findDialogsOfToday } from "./rules/dialogs";
import { type Audience, findMisplaced } from "./rules/misplaced";
import { findLeftBehind, readReleases } from "./rules/releases";
import { findGrowing, findNearBudget, readSizes } from "./rules/sizes";
import { countTypes, findMixedTypes } from "./rules/types";
import { findUndescribed } from "./rules/undescribed";
import { findUnreadKeys, findUnreadScopes } from "./rules/unread";

/** Every rule of the memory lint on what a bot remembers now. What takes long is read aside, one statement after another. */
export async function runRules(botId: string): Promise<Found[]> {
  const paths = await readLintPaths(botId);
  const turns = await readRecentTurns(botId);
  const { items, properties } = await readSizes(botId);
  const unread = [...findUnreadScopes(paths, turns), ...(await findUnreadKeys(botId, paths, turns))];
  return [
    ...findMisplaced(paths, await readAudiences(paths)),
    ...(await findDialogsOfToday(botId)),
    ...findLostUpdates(await readClashes(botId)),
    ...findConflicts(turns),
    ...(await findContradictions(paths)),
    ...findMixedTypes(paths, await countTypes(paths)),
    ...findNearBudget(items, properties, env().budgetBytes),
    ...findGrowing(properties),
    ...unread,
    ...findLeftBehind(
      paths.filter(({ id }) => !unread.some(({ pathId }) => pathId === id)),
      await readReleases(botId),
    ),
    ...findUndescribed(paths),
  ];
}

/** More facts of one path are not looked at: it is known well enough then who sees them. */
const factsLookedAt = 5000;

/** In how many conversations the facts of shared paths stand, and how many people are there. */
async function readAudiences(paths: readonly LintPath[]): Promise<Map<string, Audience>> {
  const ids = paths.filter(({ scope }) => scope === "conversation").map(({ id }) => id);
  const audiences = new Map<string, Audience>();
  for (const id of ids) {
    const [audience] = await (await db()).aside<Audience>(sql`SELECT count(DISTINCT item.conversation_id) AS conversations,
        count(DISTINCT member.user_id) AS members
      FROM (SELECT DISTINCT item_id FROM fact WHERE path_id = ${id} LIMIT ${factsLookedAt}) shared
      JOIN store_item item ON item.id = shared.item_id
      LEFT JOIN member ON member.conversation_id = item.conversation_id AND member.left_at IS NULL`);
    if (audience) audiences.set(id, audience);
  }
  return audiences;
}
