import { describe, expect, test } from "vitest";
import type { DialogFrame } from "@/lib/model";
import type { LintPath } from "../lint-path";
import type { RecordedTurn } from "../recent-turns";
import { findConflicts, findLostUpdates } from "./clashes";
import { listPairs } from "./contradictions";
import { findBreak } from "./dialogs";
import { findMisplaced } from "./misplaced";
import { findLeftBehind } from "./releases";
import { findGrowing, findNearBudget, isGrowing, type SizedProperty } from "./sizes";
import { findMixedTypes } from "./types";
import { findUndescribed } from "./undescribed";
import { findUnreadScopes, isUnread } from "./unread";

const path = (scope: LintPath["scope"], pattern: string, more: Partial<LintPath> = {}): LintPath => ({
  ...{ id: `${scope} ${pattern}`, scope, pattern, types: 1, people: 2, facts: 2, lastSeq: 10, label: null, purpose: null, category: null },
  ...{ isSensitive: null, retentionDays: null, hints: [] },
  ...more,
});
const rulesOf = (found: { rule: string; path: string | null }[]) => found.map(({ rule, path: place }) => `${rule} ${place}`);

describe("what stands in conversation state", () => {
  const found = (...paths: LintPath[]) => rulesOf(findMisplaced(paths, new Map()));

  test("is misplaced where the same fact is private elsewhere, also under another parent", () => {
    const privately = path("private", "/wishes/budgetEur");
    expect(found(privately, path("conversation", "/wishes/budgetEur"))).toEqual(["wrong-scope /wishes/budgetEur"]);
    expect(found(privately, path("conversation", "/trip/budgetEur"))).toEqual(["wrong-scope /trip/budgetEur"]);
  });

  test("is not where only a name that says nothing is shared, or where the fact is in user state", () => {
    expect(found(path("private", "/wish/status"), path("conversation", "/trip/status"))).toEqual([]);
    expect(found(path("user", "/trip/budgetEur"), path("conversation", "/trip/budgetEur"))).toEqual([]);
  });

  test("is personal by what the dictionary says, else by hints; who called it none is believed", () => {
    expect(found(path("conversation", "/a", { category: "contact" }))).toEqual(["shared-personal /a"]);
    expect(found(path("conversation", "/a", { isSensitive: true, category: "none" }))).toEqual(["shared-personal /a"]);
    expect(found(path("conversation", "/a", { hints: ["email"] }))).toEqual(["shared-personal /a"]);
    expect(found(path("conversation", "/a", { hints: ["email"], category: "none" }))).toEqual([]);
    expect(found(path("conversation", "/a"), path("user", "/a", { hints: ["email"] }))).toEqual([]);
  });

  test("concerns those who are there, where nobody is known to have said it", () => {
    const shared = path("conversation", "/a", { category: "contact", people: 0 });
    const [one] = findMisplaced([shared], new Map([[shared.id, { conversations: 1, members: 3 }]]));
    expect(one).toMatchObject({
      people: 3,
      conversations: 1,
      detail: "It stands in 1 conversation with 3 people in it. The dictionary calls it contact.",
    });
  });
});

test("a path has several types when people have several now; empty values are none", () => {
  const age = path("user", "/age", { types: 3 });
  const counted = (type: string, people: number) => ({ path_id: age.id, type, facts: people, people, seq: people });
  expect(findMixedTypes([age], [counted("number", 16), counted("string", 1)])).toMatchObject([
    { people: 1, detail: "It is a number for 16 people, and text for 1 person." },
  ]);
  expect(findMixedTypes([age], [counted("number", 16), counted("null", 2)])).toEqual([]);
});

test("two places hold the same fact by a telling name, or by the label that people gave them; lists do not", () => {
  const pairs = (...paths: LintPath[]) => listPairs(paths).map(({ one, other }) => `${one.pattern} ${other.pattern}`);
  expect(pairs(path("user", "/contact/email"), path("conversation", "/organiser/email"))).toEqual(["/contact/email /organiser/email"]);
  expect(pairs(path("user", "/a", { label: "Name" }), path("private", "/b", { label: "name" }))).toEqual(["/a /b"]);
  expect(pairs(path("user", "/profile/name"), path("conversation", "/trip/name"))).toEqual([]);
  expect(pairs(path("user", "/email", { label: "Work" }), path("conversation", "/email", { label: "Home" }))).toEqual([]);
  expect(pairs(path("user", "/email"), path("conversation", "/members[]/email"))).toEqual([]);
});

describe("a property", () => {
  const sized = (sizes: number[]): SizedProperty => ({
    itemId: "i",
    scope: "conversation",
    conversationId: "c",
    property: "log",
    sizes,
    seq: 9,
  });
  const growing = Array.from({ length: 10 }, (_, write) => 400 + write * 100);

  test("grows without end when every write made it larger", () => {
    expect(findGrowing([sized(growing)])).toMatchObject([
      { path: "/log", people: 1, detail: expect.stringContaining("from 400 B to 1.3 KB") },
    ]);
  });

  test("does not when it was cut once, stays small, or was written a few times", () => {
    expect(isGrowing([...growing.slice(0, 9), 300])).toBe(false);
    expect(isGrowing([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(false);
    expect(isGrowing(growing.slice(0, 7))).toBe(false);
  });

  test("is named where its item is near the budget, and not where there is room", () => {
    const item = { itemId: "i", scope: "conversation" as const, conversationId: "c" };
    const near = findNearBudget([{ ...item, bytes: 900 }], [sized([100, 700])], 1000);
    expect(near).toMatchObject([{ path: "/log", detail: "1 item; the largest has 900 B, 90 % of the budget, 700 B of it here." }]);
    expect(findNearBudget([{ ...item, bytes: 700 }], [sized([100, 700])], 1000)).toEqual([]);
  });
});

describe("a stored dialog stack", () => {
  const frame = (id: string, more: Partial<DialogFrame> = {}): DialogFrame => ({
    id,
    path: "",
    kind: "other",
    step: null,
    values: {},
    nested: [],
    ...more,
  });
  const today = { has: (id: string) => ["root", "trip"].includes(id), stepsOf: (id: string) => (id === "trip" ? 3 : null) };

  test("breaks where a dialog is gone, also inside a component", () => {
    expect(findBreak([frame("root"), frame("insurance")], today)).toMatchObject({ place: "insurance" });
    expect(findBreak([frame("root", { nested: [frame("insurance")] })], today)).toMatchObject({ place: "root › insurance" });
  });

  test("breaks where a waterfall waits at a step that it no longer has, and holds at its last one", () => {
    expect(findBreak([frame("trip", { step: 3 })], today)?.reason).toBe("“trip” has 3 steps now, and waits at step 4.");
    expect(findBreak([frame("root"), frame("trip", { step: 2 })], today)).toBeNull();
  });
});

describe("what the recorder saw", () => {
  const turn = (seq: number, more: Partial<RecordedTurn> = {}): RecordedTurn => {
    return { conversationId: "c", seq, keys: new Set(["k"]), scopes: new Set(["user"]), conflicts: 0, ...more };
  };
  const turns = (count: number, more: Partial<RecordedTurn> = {}) => Array.from({ length: count }, (_, index) => turn(100 + index, more));

  test("an item is unread when twenty turns since asked for others only", () => {
    expect(isUnread({ key: "newsletter", seq: 50 }, turns(20))).toBe(true);
    expect(isUnread({ key: "newsletter", seq: 50 }, turns(19))).toBe(false);
    expect(isUnread({ key: "k", seq: 50 }, turns(20))).toBe(false);
    expect(isUnread({ key: "newsletter", seq: 105 }, turns(20))).toBe(false);
  });

  test("a scope is unread when something stands there and no turn asked for it", () => {
    expect(findUnreadScopes([path("private", "/a"), path("user", "/b")], turns(20))).toMatchObject([{ scope: "private", path: null }]);
    expect(findUnreadScopes([path("private", "/a")], turns(19))).toEqual([]);
  });

  test("writes that were refused are counted; without any there is no finding", () => {
    expect(findConflicts([...turns(3), turn(200, { conflicts: 2 })])).toMatchObject([
      { conversations: 1, detail: "2 writes refused in the last 4 recorded turns." },
    ]);
    expect(findConflicts(turns(3))).toEqual([]);
  });

  test("lost values are told by property: what lies below may name people", () => {
    const clash = { scope: "conversation", path: "/trip/votes/ann@example.org", seq: 4, user: "bo", conversation: "c" };
    const found = findLostUpdates([clash, { ...clash, path: "/trip/phase", user: "cleo" }]);
    expect(found).toMatchObject([{ scope: "conversation", path: "/trip", people: 2, conversations: 1 }]);
    expect(JSON.stringify(found)).not.toContain("@");
    expect(findLostUpdates([{ ...clash, path: "/dialogState/dialogStack/0/state" }])).toMatchObject([{ scope: "dialog" }]);
  });
});

test("a fact is left behind when the present release has run a while and not written it", () => {
  const releases = [
    { version: "1", turns: 90, firstSeq: 1, lastSeq: 50 },
    { version: "2", turns: 20, firstSeq: 51, lastSeq: 90 },
  ];
  const paths = [
    path("user", "/passport/number", { lastSeq: 40 }),
    path("user", "/passport/country", { lastSeq: 40 }),
    path("user", "/diet", { lastSeq: 60 }),
  ];
  expect(rulesOf(findLeftBehind(paths, releases))).toEqual(["left-behind /passport"]);
  expect(findLeftBehind(paths, releases.slice(1))).toEqual([]);
  expect(
    findLeftBehind(
      paths,
      [releases[0], { version: "2", turns: 19, firstSeq: 51, lastSeq: 90 }].flatMap((one) => one ?? []),
    ),
  ).toEqual([]);
});

test("described facts lack a purpose or a retention one by one, the others all together; what is nobody's lacks nothing", () => {
  const size = path("user", "/size", { label: "Size", purpose: "To suggest" });
  const phase = path("conversation", "/phase", { label: "Phase", category: "none" });
  const whole = path("user", "/diet", { label: "Diet", purpose: "To book", retentionDays: 0 });
  expect(rulesOf(findUndescribed([size, phase, whole]))).toEqual(["no-retention /size"]);
  expect(rulesOf(findUndescribed([path("user", "/a"), path("user", "/b"), path("dialog", "/c")]))).toEqual([
    "no-purpose null",
    "no-retention null",
  ]);
});
