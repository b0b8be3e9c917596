import type { Reach } from "../reach/reach";
import type { Needles } from "../words/needles";
import type { Redactor } from "../words/redactor";
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
  /** What is known to be theirs by place and text in state that others keep: copies of it are known by that. */
  known: Set<string>;
  work: WorkList;
  unattributed: Unattributed[];
  /** Patterns of the dictionary under which something goes, with how many leaves. */
  paths: Map<string, { botId: string; scope: string; pattern: string; leaves: number }>;
  bytes: number;
};

export function notePath(task: Task, botId: string, leaf: { scope: string; pattern: string }): void {
  const pattern = task.redactor.redact(leaf.pattern);
  const key = JSON.stringify([botId, leaf.scope, pattern]);
  const known = task.paths.get(key) ?? { botId, scope: leaf.scope, pattern, leaves: 0 };
  task.paths.set(key, { ...known, leaves: known.leaves + 1 });
}

export const knownKey = (botId: string, pattern: string, text: string): string => JSON.stringify([botId, pattern, text]);
