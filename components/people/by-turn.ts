import type { TranscriptLine } from "@/lib/model";

type TurnLines = { turn: number | null; lines: TranscriptLine[] };

/** Lines in their order, those of one turn together as long as nothing of another came between. */
export function byTurn(lines: readonly TranscriptLine[]): TurnLines[] {
  const turns: TurnLines[] = [];
  for (const line of lines) {
    const last = turns.at(-1);
    if (last && last.turn === line.turn) last.lines.push(line);
    else turns.push({ turn: line.turn, lines: [line] });
  }
  return turns;
}
