import type { TurnDetail } from "@/lib/model";

/** Such as "write user: name, age". */
export function operationsOf(turn: TurnDetail | undefined): string[] {
  return (turn?.record.operations ?? []).map(({ kind, items }) => {
    const names = items.map(({ scope, written }) =>
      written.length === 0 ? scope : `${scope}: ${written.map(({ property }) => property).join(", ")}`,
    );
    return `${kind} ${names.join(", ")}`;
  });
}

/** What each item that was written got, in the order of writing. */
export function valuesOf(turn: TurnDetail): Record<string, unknown>[] {
  return turn.record.operations
    .flatMap(({ items }) => items)
    .filter(({ written }) => written.length > 0)
    .map(({ written }) => Object.fromEntries(written.map(({ property, value }) => [property, value])));
}
