import type { Hint, HintKind, Place } from "../hint";

export type Sample = { language: string; place: Place; kinds: HintKind[] };

type Row = [language: string, path: string, value: Place["value"], kinds: string];

/** The kinds that must be found are named with spaces between them; "" is harmless. */
export function toSamples(rows: Row[]): Sample[] {
  return rows.map(([language, path, value, kinds]) => ({
    language,
    place: { path, value },
    kinds: kinds.split(" ").filter(Boolean) as HintKind[],
  }));
}

export type Score = { expected: number; found: number; wrong: number; missed: string[]; falseHints: string[] };

/** Counts kinds, one a place: a kind that was not expected there is wrong even if another one was right. */
export function scoreOf(samples: Sample[], hintsAt: (place: Place) => Hint[]): Score {
  const score: Score = { expected: 0, found: 0, wrong: 0, missed: [], falseHints: [] };
  for (const { place, kinds } of samples) {
    const given = hintsAt(place).map((hint) => hint.kind);
    const describe = (kind: HintKind): string => `${kind} at ${place.path}: ${place.value}`;
    const missed = kinds.filter((kind) => !given.includes(kind));
    const falseHints = given.filter((kind) => !kinds.includes(kind));
    score.expected += kinds.length;
    score.found += kinds.length - missed.length;
    score.wrong += falseHints.length;
    score.missed.push(...missed.map(describe));
    score.falseHints.push(...falseHints.map(describe));
  }
  return score;
}
