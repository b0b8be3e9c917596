import { db, decodeText, encodeText, sql } from "@/lib/db";
import { formatPattern, parsePointer } from "@/lib/model";
import { toScope } from "../../dictionary/path-row";
import { count, type Found, peopleCount } from "../found";
import type { RecordedTurn } from "../recent-turns";

/** A value that the bot wrote over unseen and about which nobody has decided. `user` is whose write was lost. */
export type Clash = { scope: string; path: string; seq: number; user: string | null; conversation: string };

export function findLostUpdates(clashes: readonly Clash[]): Found[] {
  const groups = new Map<string, Clash[]>();
  for (const clash of clashes) {
    const [property = ""] = parsePointer(clash.path);
    // Below a property there may be ids of people.
    const key = JSON.stringify([clash.path.includes("/dialogStack") ? "dialog" : clash.scope, formatPattern([{ key: property }])]);
    groups.set(key, [...(groups.get(key) ?? []), clash]);
  }
  return [...groups].map(([key, those]) => {
    const [scope, path] = JSON.parse(key) as [string, string];
    const people = new Set(those.flatMap(({ user }) => user ?? [])).size;
    const conversations = new Set(those.map(({ conversation }) => conversation)).size;
    const detail = `${count(those.length, "value")} that ${peopleCount(people)} had changed; nobody has decided yet which stands.`;
    return {
      rule: "lost-updates" as const,
      ...{ scope: toScope(scope), path, pathId: null, label: null, people, conversations, detail },
      seqs: those.map(({ seq }) => seq),
    };
  });
}

const clashesLookedAt = 2000;

export async function readClashes(botId: string): Promise<Clash[]> {
  const rows = await (await db()).aside<{
    scope: string | null;
    path: string;
    seq: number;
    user_id: string | null;
    conversation_id: string;
  }>(
    sql`SELECT lost.scope, lost.path, lost.write_seq AS seq, lost.conversation_id, state_write.user_id
      FROM lost_value lost LEFT JOIN state_write ON state_write.seq = lost.lost_seq
      WHERE lost.bot_id = ${encodeText(botId)} AND lost.decided_at IS NULL ORDER BY lost.write_seq DESC LIMIT ${clashesLookedAt}`,
  );
  return rows.map(({ scope, path, seq, user_id, conversation_id }) => {
    return { scope: scope ?? "unclassified", path: decodeText(path), seq, user: user_id, conversation: conversation_id };
  });
}

/** Refused writes of the latest turns, which the bot was told of. */
export function findConflicts(turns: readonly RecordedTurn[]): Found[] {
  const refused = turns.filter(({ conflicts }) => conflicts > 0);
  if (refused.length === 0) return [];
  const writes = refused.reduce((sum, { conflicts }) => sum + conflicts, 0);
  const conversations = new Set(refused.map(({ conversationId }) => conversationId)).size;
  const detail = `${count(writes, "write")} refused in the last ${turns.length} recorded turns.`;
  return [
    {
      rule: "etag-conflicts",
      ...{ scope: null, path: null, pathId: null, label: null, people: conversations, conversations, detail },
      seqs: refused.map(({ seq }) => seq),
    },
  ];
}
