import { expect, test } from "vitest";
import type { ProvenanceEntry } from "@/lib/model";
import { describeSetter } from "./describe-entry";

const entry = (more: Partial<ProvenanceEntry>): ProvenanceEntry => ({
  seq: 1,
  at: "2026-11-21T12:00:00.000Z",
  by: { kind: "tester", name: "Grace" },
  kind: "edit",
  conversationId: "c",
  turn: 3,
  sentence: null,
  person: null,
  dialog: null,
  value: 1,
  ...more,
});

test.each([
  ["a turn", entry({ kind: "turn", by: { kind: "bot", conversationId: "c", turn: 3 } }), "Turn 3"],
  ["an edit of somebody else", entry({}), "Grace edited it by hand"],
  ["an edit of one's own", entry({ by: { kind: "tester", name: "Ann" } }), "You edited it by hand"],
  [
    "a bot that came late",
    entry({ kind: "late", by: { kind: "bot-late", conversationId: null } }),
    "The bot wrote it after its turn had ended",
  ],
])("%s is named as what set a value", (_, given, expected) => {
  expect(describeSetter(given, "Ann")).toBe(expected);
});
