import { db, decodeText, join, type Sql, sql } from "@/lib/db";
import { type FindingSource, maskedText } from "@/lib/model";
import type { Found } from "./found";

const sourcesOfFinding = 3;
/** Of one path; among more of them the latest are not looked for. */
const factsLookedAt = 5000;

type WriteRow = { seq: number; conversation_id: string | null; after_turn: number; at: string; kind: string; by: string };

/** The latest state writes behind each finding, newest first. */
export async function readSources(findings: readonly Found[], { isOpen }: { isOpen: boolean }): Promise<FindingSource[][]> {
  const seqs: number[][] = [];
  for (const found of findings) seqs.push(await latestSeqs(found));
  const all = [...new Set(seqs.flat())];
  const writes = new Map((all.length === 0 ? [] : await selectWrites(all)).map((write) => [write.seq, write]));
  return seqs.map((those) => those.flatMap((seq) => toSource(writes.get(seq), isOpen)));
}

async function latestSeqs({ seqs, pathId }: Found): Promise<number[]> {
  if (seqs !== null) return [...new Set(seqs)].sort((one, other) => other - one).slice(0, sourcesOfFinding);
  if (pathId === null) return [];
  const facts: Sql = sql`SELECT write_seq FROM fact WHERE path_id = ${pathId} LIMIT ${factsLookedAt}`;
  const rows = await (await db()).aside<{ write_seq: number }>(
    sql`SELECT DISTINCT write_seq FROM (${facts}) own ORDER BY write_seq DESC LIMIT ${sourcesOfFinding}`,
  );
  return rows.map(({ write_seq }) => write_seq);
}

async function selectWrites(seqs: readonly number[]): Promise<WriteRow[]> {
  return (await db()).aside<WriteRow>(
    sql`SELECT seq, conversation_id, after_turn, at, kind, by FROM state_write WHERE seq IN (${join([...seqs])})`,
  );
}

/** By hand something may be written in the name of a person: of a production bot that is a value. */
function toSource(write: WriteRow | undefined, isOpen: boolean): FindingSource[] {
  if (!write || write.conversation_id === null) return [];
  const { conversation_id, after_turn, at, kind, by } = write;
  return [
    {
      conversationId: decodeText(conversation_id),
      turn: after_turn === 0 ? null : after_turn,
      at,
      kind,
      by: isOpen || kind === "turn" ? decodeText(by) : maskedText,
    },
  ];
}
