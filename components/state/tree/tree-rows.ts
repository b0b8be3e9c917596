import { type ChangeCounts, formatPointer, type JsonValue, parsePointer, type ValueChange } from "@/lib/model";
import { childrenOf, isContainer, matchesQuery, type SearchHits } from "../values/search-values";
import type { ChangeMarks } from "./change-marks";

/** One line of a tree. */
export type TreeRow = {
  /** Unique in its tree, and the same from one state to the next. */
  id: string;
  /** From the root of the scope, also when the tree shows a part of it. */
  pointer: string;
  path: string[];
  name: string;
  isListItem: boolean;
  level: number;
  position: number;
  setSize: number;
  value: JsonValue;
  /** Null for a plain value. */
  isOpen: boolean | null;
  change: ValueChange | null;
  /** Changes below a closed row, which nobody would see otherwise. */
  inside: ChangeCounts | null;
  /** It is gone; `value` is what it was. */
  isGhost: boolean;
  isHit: boolean;
};

export type IsOpen = (pointer: string, level: number, childCount: number) => boolean;
export type RowsInput = { data: JsonValue; basePath: readonly string[]; marks: ChangeMarks; isOpen: IsOpen; hits: SearchHits | null };

type Child = { name: string; value: JsonValue; ghost: ValueChange | null };
type Parent = { value: JsonValue; path: readonly string[]; pointer: string; level: number; isHit: boolean };

/** The rows that a tree shows now, top to bottom. */
export function listRows(input: RowsInput): TreeRow[] {
  const rows: TreeRow[] = [];
  addChildren({ value: input.data, path: input.basePath, pointer: formatPointer(input.basePath), level: 0, isHit: false }, input, rows);
  return rows;
}

function addChildren(parent: Parent, input: RowsInput, rows: TreeRow[]): void {
  const children = withGhosts(parent, input.marks).filter((child) => isShown(child, parent, input.hits));
  children.forEach((child, index) => {
    const row = toRow(child, parent, input);
    rows.push({ ...row, position: index + 1, setSize: children.length });
    if (row.isOpen) addChildren({ ...row, isHit: parent.isHit || row.isHit }, input, rows);
  });
}

/** While searching: hits, what leads to them, and everything below a hit. */
function isShown(child: Child, parent: Parent, hits: SearchHits | null): boolean {
  if (!hits || parent.isHit) return true;
  const pointer = parent.pointer + formatPointer([child.name]);
  if (child.ghost) return matchesQuery(hits.query, Array.isArray(parent.value) ? "" : child.name, child.value);
  return hits.matches.has(pointer) || hits.onTheWay.has(pointer);
}

function toRow(child: Child, parent: Parent, { marks, isOpen, hits }: RowsInput): TreeRow {
  const pointer = parent.pointer + formatPointer([child.name]);
  const isGhost = child.ghost !== null;
  const childCount = isGhost ? 0 : childrenOf(child.value).length + (marks.removedFrom.get(pointer)?.length ?? 0);
  const isOpenNow =
    childCount > 0 && isContainer(child.value)
      ? (hits?.onTheWay.has(pointer) ?? false) || isOpen(pointer, parent.level + 1, childCount)
      : null;
  return {
    id: isGhost ? `removed ${pointer}` : pointer,
    pointer,
    path: [...parent.path, child.name],
    name: child.name,
    isListItem: Array.isArray(parent.value),
    level: parent.level + 1,
    position: 1,
    setSize: 1,
    value: child.value,
    isOpen: isOpenNow,
    change: child.ghost ?? marks.at.get(pointer) ?? null,
    inside: isOpenNow === false ? (marks.inside.get(pointer) ?? null) : null,
    isGhost,
    isHit: hits?.matches.has(pointer) ?? false,
  };
}

/** Removed list items stand where they were, removed properties at the end. */
function withGhosts(parent: Parent, marks: ChangeMarks): Child[] {
  const children: Child[] = childrenOf(parent.value).map(([name, value]) => ({ name, value, ghost: null }));
  const ghosts = (marks.removedFrom.get(parent.pointer) ?? []).map((change) => ({
    name: parsePointer(change.path).at(-1) ?? "",
    value: change.before ?? null,
    ghost: change,
  }));
  if (!Array.isArray(parent.value)) return [...children, ...ghosts];
  for (const ghost of ghosts.toSorted((a, b) => Number(a.name) - Number(b.name))) children.splice(placeOf(ghost, children), 0, ghost);
  return children;
}

/** Earlier indices count what was removed before; ghosts already put back make up for that. Items added since do not. */
function placeOf(ghost: Child, children: readonly Child[]): number {
  return Math.min(Number(ghost.name), children.length);
}
