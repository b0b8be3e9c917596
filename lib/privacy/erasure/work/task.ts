import { formatPointer, parsePointer } from "@/lib/model";
import { othersOf, type Reach, userIdsOf } from "../reach/reach";
import type { Decisions } from "../review/decisions";
import type { Needles } from "../words/needles";
import { neutralWord, type Redactor } from "../words/redactor";
import type { Whose } from "../words/whose-leaf";
import type { WorkList } from "./work-list";

/** A place in shared state of which nobody can tell whose it is. */
export type Unattributed = { botId: string; itemId: string; path: string; pattern: string; reason: "hand" | "late" | "import" };

/** An erasure being worked out: whom it is about, what it looks for, and what it will do. */
export type Task = {
  number: string;
  at: string;
  reach: Reach;
  needles: Needles;
  /** Finds the person's identifiers, and what of their values tells of them by itself, in others' texts. */
  redactor: Redactor;
  /** Finds any value of theirs in what bots say. */
  repeats: Redactor;
  /** Whose something is in state that others keep, by place and text: a fork's copies are known by that. */
  known: Map<string, Whose>;
  /** What people decided where nobody else can tell, and what stands there: it goes from snapshots too. */
  decisions: Decisions;
  decided: Set<string>;
  work: WorkList;
  /** By item and path. */
  unattributed: Map<string, Unattributed>;
  /** Patterns of the dictionary under which something goes, with how many leaves. */
  paths: Map<string, { botId: string; scope: string; pattern: string; leaves: number }>;
  bytes: number;
};

export function notePath(task: Task, botId: string, leaf: { scope: string; pattern: string }): void {
  const pattern = namelessPattern(task, leaf.pattern);
  const key = JSON.stringify([botId, leaf.scope, pattern]);
  const known = task.paths.get(key) ?? { botId, scope: leaf.scope, pattern, leaves: 0 };
  task.paths.set(key, { ...known, leaves: known.leaves + 1 });
}

export const knownKey = (botId: string, pattern: string, text: string): string => JSON.stringify([botId, pattern, text]);

/** As people read it in plans and reviews: keys that are somebody's id are data. */
export function namelessPattern({ reach, redactor }: Pick<Task, "reach" | "redactor">, pattern: string): string {
  const ids = new Set([...userIdsOf(reach), ...othersOf(reach)]);
  const parts = parsePointer(pattern).map((part) => (ids.has(part) || redactor.has(part) || part.includes(neutralWord) ? "{}" : part));
  return formatPointer(parts);
}
