// @vitest-environment happy-dom
import { cleanup, configure, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { LoadedTurn } from "@/components/api/client";
import type { TurnTab } from "@/components/workbench/deep-link";
import { type Activity, emptyTurnRecord } from "@/lib/model";
import { TurnBody } from "./turn-body";

const activity = (type: string, text: string): Activity => ({
  id: `a-${type}`,
  type,
  text,
  timestamp: "2026-11-21T12:00:00.000Z",
  channelId: "emulator",
  conversation: { id: "c" },
  from: { id: "u" },
  recipient: { id: "bot" },
});

const quiet: LoadedTurn = {
  number: 3,
  outcome: "completed",
  startedAt: "2026-11-21T12:00:00.000Z",
  durationMs: 40,
  userId: "u",
  activityId: "a",
  sentence: "vegetarian please",
  counts: {},
  error: null,
  lostUpdates: 0,
  activity: activity("message", "vegetarian please"),
  replies: [activity("message", "noted"), activity("trace", "")],
  changes: [],
  erasedPlaces: [],
  botVersion: null,
  record: emptyTurnRecord,
};

const recorded: LoadedTurn = {
  ...quiet,
  record: {
    operations: [
      {
        kind: "read",
        startedMs: 1,
        durationMs: 2,
        error: null,
        items: [{ key: "emulator/users/u/", scope: "user", eTagBefore: "aaaaaaa", eTagAfter: "aaaaaaa", bytes: 52, written: [] }],
      },
      {
        kind: "write",
        startedMs: 30,
        durationMs: 4,
        error: "ETagConflict",
        items: [
          {
            key: "emulator/users/u/",
            scope: "user",
            eTagBefore: "aaaaaaa",
            eTagAfter: "bbbbbbb",
            bytes: 80,
            written: [{ property: "profile", value: { diet: "vegetarian" } }],
          },
        ],
      },
    ],
    dialogs: [
      { kind: "continued", dialogId: "trip", within: [], atMs: 2 },
      { kind: "step", dialogId: "trip", within: [], step: { index: 1, name: "askDiet" }, atMs: 3 },
    ],
    logs: [{ level: "warn", text: "no diet yet", atMs: 3 }],
    lostUpdates: [{ key: "emulator/users/u/", scope: "user", lostSeq: 12, paths: ["/profile/city"] }],
    problems: ["The logs were cut after 1,000 lines."],
  },
};

vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

const show = (turn: LoadedTurn, tab: TurnTab, onTab = vi.fn()) => {
  render(<TurnBody turn={turn} tab={tab} onTab={onTab} />);
  return onTab;
};

test("a turn without a record says what is not there, part by part", () => {
  const sentences: [TurnTab, RegExp][] = [
    ["changes", /changed no state/],
    ["storage", /No storage operation/],
    ["dialogs", /No dialog moved/],
    ["logs", /logged nothing/],
  ];
  for (const [tab, sentence] of sentences) {
    show(quiet, tab);
    expect(screen.getByRole("tabpanel").textContent).toMatch(sentence);
    cleanup();
  }
});

test("storage operations are told call by call, with what they wrote and which error the bot got", () => {
  show(recorded, "storage");
  expect(screen.getByRole("img", { name: "2 storage operations over 40 ms, 6 ms of it in storage" })).toBeTruthy();
  const rows = within(screen.getByRole("table", { name: "Storage operations" })).getAllByRole("row");
  expect(rows[1]?.textContent).toMatch(/1\.0 msread.*emulator\/users\/u\/.*aaaaaa52 B2\.0 ms/);
  expect(rows[2]?.textContent).toMatch(/writeETagConflict.*profile = \{"diet":"vegetarian"\}aaaaaa → bbbbbb80 B/);
});

test("dialogs are told in words beside their picture, and logs with their level", () => {
  show(recorded, "dialogs");
  expect(screen.getByRole("img", { name: "The dialog stack over 2 events" })).toBeTruthy();
  const events = within(screen.getByRole("list", { name: "Dialog events" })).getAllByRole("listitem");
  expect(events.map((item) => item.textContent)).toEqual(["trip: continued 2.0 ms", "trip: step 2 (askDiet) 3.0 ms"]);
  cleanup();
  show(recorded, "logs");
  expect(screen.getByRole("list", { name: "Log lines" }).textContent).toBe("3.0 mswarnno diet yet");
});

test("lost updates and what could not be recorded stand above every part", () => {
  show(recorded, "activities");
  expect(screen.getByText(/saved over write 12 to user state without having read it/)).toBeTruthy();
  expect(screen.getByText("/profile/city")).toBeTruthy();
  expect(screen.getByText(/The logs were cut/)).toBeTruthy();
});

test("what an inspection repeats is folded away, apart from what the bot said and logged", () => {
  const repeated = (id: string, name: string, schema: string): Activity => ({
    ...activity("trace", ""),
    id,
    name,
    valueType: `https://www.botframework.com/schemas/${schema}`,
  });
  const replies = [...quiet.replies, repeated("r", "ReceivedActivity", "activity"), repeated("s", "BotState", "botState")];
  show({ ...quiet, replies }, "activities");
  expect(screen.getByRole("tab", { name: "Activities 3" })).toBeTruthy();
  expect(screen.getByRole("tab", { name: "Logs 1" })).toBeTruthy();
  expect(screen.getByRole("region", { name: "Replies" }).textContent).not.toContain("ReceivedActivity");
  const told = screen.getByRole("region", { name: "Told by the inspection" });
  expect(told.textContent).toContain("Told by the inspection (2)");
  expect(told.querySelector("details")?.open).toBe(false);
  expect(within(told).getByText("ReceivedActivity", { exact: false, selector: "details details summary" })).toBeTruthy();
  cleanup();
  show(quiet, "activities");
  expect(screen.queryByRole("region", { name: "Told by the inspection" })).toBeNull();
});

test("the arrow keys move between the parts, and the chosen one is told to the page", async () => {
  const onTab = show(recorded, "changes");
  screen.getByRole("tab", { name: /Changes/ }).focus();
  await userEvent.setup().keyboard("{ArrowRight}{Enter}");
  expect(onTab.mock.lastCall?.[0]).toBe("storage");
});

test("a long text that changed is told by words, a short one side by side", () => {
  const note = "Window seat, no nuts, and a late check-in please.";
  show(
    {
      ...quiet,
      changes: [
        { scope: "user", path: "/note", kind: "changed", before: note, after: note.replace("late", "early") },
        { scope: "user", path: "/diet", kind: "changed", before: "none", after: "vegan" },
      ],
    },
    "changes",
  );
  const [long, short] = within(screen.getByRole("table", { name: "Changes" }))
    .getAllByRole("row")
    .slice(1);
  expect([...(long?.querySelectorAll("del, ins") ?? [])].map((part) => part.textContent)).toEqual(["late", "early"]);
  expect(short?.textContent).toBe('~ changeduser/diet"none""vegan"');
});
