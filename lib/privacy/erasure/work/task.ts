import { formatPointer, parsePattern, parsePointer } from "@/lib/model";
import type { Needles } from "../needles/needles";
import { othersOf, type Reach, userIdsOf } from "../reach/reach";
import type { Decisions } from "../review/decisions";
import { neutralWord, redactorOf } from "../words/redactor";
import type { Whose } from "../words/whose-leaf";
import { type KnownAs, knownElsewhere } from "./known-as";
import { WorkList } from "./work-list";

/** A place in shared state of which nobody can tell whose it is. */
export type Unattributed = { botId: string; itemId: string; path: string; pattern: string; reason: "hand" | "late" | "import" };

/** Whose state an item is. */
export type ItemPlace = { botId: string; channelId: string | null; conversationId: string | null; userId: string | null };

/** An erasure being worked out: whom it is about, what it looks for, and what it will do. */
export type Task = {
  number: string;
  at: string;
  reach: Reach;
  needles: Needles;
  /** What they are known by to those who were in their conversations, and everywhere else. */
  company: Omit<KnownAs, "ids">;
  elsewhere: KnownAs;
  /** What bots had said to their company before they came repeats nothing of theirs; it may name them. */
  beforeThem: Omit<KnownAs, "ids">;
  /** Whose something is in state that others keep, by place and text: a fork's copies are known by that. */
  known: Map<string, Whose>;
  /** What people decided where nobody else can tell, and what stands there: it goes from snapshots too. */
  decisions: Decisions;
  decided: Set<string>;
  /** The same by keyed references, for the ledger. */
  places: { items: Set<string>; values: Set<string> };
  work: WorkList;
  /** What the person left in state where they never were: its writers are kept out meanwhile, as those of the reach are. */
  outside: ItemPlace[];
  /** Keys in shared state that are somebody's id. */
  idKeys: Set<string>;
  /** By item and path. */
  unattributed: Map<string, Unattributed>;
  /** Patterns of the dictionary under which something goes, with how many leaves. */
  paths: Map<string, { botId: string; scope: string; pattern: string; leaves: number }>;
  bytes: number;
};

/** `decisions`: what people decided where nothing else tells whose something is. */
export function newTask({ number, at, reach, needles, decisions }: Pick<Task, "number" | "at" | "reach" | "needles" | "decisions">): Task {
  const naming = redactorOf(needles.identifiers);
  return {
    number,
    at,
    reach,
    needles,
    beforeThem: { redactor: naming, repeats: naming },
    company: {
      redactor: redactorOf([...needles.identifiers, ...needles.values]),
      repeats: redactorOf([...needles.identifiers, ...needles.common]),
    },
    elsewhere: knownElsewhere(needles),
    known: new Map(),
    decisions,
    decided: new Set(),
    places: { items: new Set(), values: new Set() },
    work: new WorkList(),
    outside: [],
    idKeys: new Set(),
    unattributed: new Map(),
    paths: new Map(),
    bytes: 0,
  };
}

export function notePath(task: Task, botId: string, leaf: { scope: string; pattern: string }): void {
  const pattern = namelessPattern(task, leaf.pattern);
  const key = JSON.stringify([botId, leaf.scope, pattern]);
  const known = task.paths.get(key) ?? { botId, scope: leaf.scope, pattern, leaves: 0 };
  task.paths.set(key, { ...known, leaves: known.leaves + 1 });
}

export const knownKey = (botId: string, pattern: string, text: string): string => JSON.stringify([botId, pattern, text]);

/** As people read it in plans and reviews: keys that are somebody's id are data. */
export function namelessPattern({ reach, idKeys, company: { redactor } }: Task, pattern: string): string {
  const ids = new Set([...userIdsOf(reach), ...othersOf(reach), ...idKeys]);
  const isData = (key: string) => ids.has(key) || redactor.has(key) || key.includes(neutralWord);
  return formatPointer(parsePointer(pattern).map((part) => (isData(part) ? "{}" : part)));
}

/** A path of the dictionary as plans have it: a pointer with `[]` for any item, and without the dictionary's escapes. */
export function toPlanPattern(pattern: string): string {
  const names = { item: "[]", key: "{}", folded: "…" } as const;
  return formatPointer(parsePattern(pattern).map((part) => (typeof part === "object" ? part.key : names[part])));
}
