import { expect, test } from "vitest";
import type { Branch } from "@/lib/model";
import { toBranchRows } from "./branch-tree";

const branch = (conversationId: string, forkedFromId: string | null): Branch => ({
  conversationId,
  forkedFromId,
  forkedAtTurn: forkedFromId === null ? null : 2,
  createdAt: "2026-11-21T12:00:00.000Z",
  turnCount: 3,
  lastSentence: null,
});

const shape = (branches: Branch[]) => toBranchRows(branches).map(({ branch: { conversationId }, depth }) => `${depth} ${conversationId}`);

test("each fork stands below what it was forked from", () => {
  const branches = [branch("root", null), branch("a", "root"), branch("b", "root"), branch("a2", "a")];
  expect(shape(branches)).toEqual(["0 root", "1 a", "2 a2", "1 b"]);
});

test("a fork whose origin was erased is still shown", () => {
  expect(shape([branch("a", "gone"), branch("a2", "a")])).toEqual(["0 a", "1 a2"]);
});
