import { db, encodeText, sql } from "@/lib/db";
import { formatPattern, parsePattern } from "@/lib/model";
import { type Found, peopleCount } from "../found";
import { type LintPath, placeOf } from "../lint-path";
import { fewestTurns } from "./unread";

/** A release of the bot: how many turns it ran, and the newest state write at the end of its first and last one. */
export type Release = { version: string; turns: number; firstSeq: number; lastSeq: number };

/** Facts that stand since before the release that runs now, which has not written one of them since. */
export function findLeftBehind(paths: readonly LintPath[], releases: readonly Release[]): Found[] {
  const [now, ...earlier] = [...releases].sort((one, other) => other.lastSeq - one.lastSeq);
  if (!now || earlier.length === 0 || now.turns < fewestTurns) return [];
  const old = paths.filter(({ scope, lastSeq }) => scope !== "dialog" && lastSeq > 0 && lastSeq < now.firstSeq);
  return groupByProperty(old).map((those) => toFound(those, now));
}

function toFound(those: readonly LintPath[], { turns, version }: Release): Found {
  const [first] = those as [LintPath, ...LintPath[]];
  const people = Math.max(...those.map((path) => path.people));
  const kinds = those.length === 1 ? "" : `; ${those.length} kinds of facts`;
  const detail = `In its ${turns} turns so far release ${version} has not written it; ${peopleCount(people)} ${people === 1 ? "has" : "have"} it${kinds}.`;
  const place = those.length === 1 ? placeOf(first) : { scope: first.scope, path: propertyOf(first), pathId: null, label: null };
  return { rule: "left-behind", ...place, people, conversations: null, detail, seqs: those.map(({ lastSeq }) => lastSeq) };
}

/** What is left of one property is one finding. */
function groupByProperty(paths: readonly LintPath[]): LintPath[][] {
  const groups = new Map<string, LintPath[]>();
  for (const path of paths) {
    const key = JSON.stringify([path.scope, propertyOf(path)]);
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return [...groups.values()];
}

const propertyOf = ({ pattern }: LintPath): string => formatPattern(parsePattern(pattern).slice(0, 1));

export async function readReleases(botId: string): Promise<Release[]> {
  const rows = await (await db()).aside<{
    version: string;
    turns: number;
    first: number;
    last: number;
  }>(sql`SELECT turn.bot_version AS version,
      count(*) AS turns, min(turn.state_seq) AS first, max(turn.state_seq) AS last
    FROM turn JOIN conversation ON conversation.id = turn.conversation_id
    WHERE conversation.bot_id = ${encodeText(botId)} AND NOT conversation.is_read_only AND turn.bot_version IS NOT NULL AND turn.state_seq IS NOT NULL
    GROUP BY turn.bot_version`);
  return rows.map(({ version, turns, first, last }) => ({ version, turns, firstSeq: first, lastSeq: last }));
}
