import { expect, test } from "vitest";
import type { Classification } from "@/lib/model";
import { changesOf, emptyDraft, retentionFault, toDraft } from "./draft";

const said: Classification = {
  label: "Size",
  purpose: null,
  category: "preference",
  isSensitive: false,
  origin: "said",
  audience: null,
  retentionDays: 0,
  legalBasis: null,
};

test("only what was changed is sent, and what was emptied is taken back", () => {
  const before = toDraft(said);
  expect(changesOf(before, before)).toEqual({});
  expect(
    changesOf(
      { ...before, label: "Size ", purpose: "To suggest", category: "", isSensitive: "yes", origin: "", retentionDays: "30" },
      before,
    ),
  ).toEqual({
    purpose: "To suggest",
    category: null,
    isSensitive: true,
    origin: null,
    retentionDays: 30,
  });
  expect(changesOf(before, emptyDraft)).toEqual({
    label: "Size",
    category: "preference",
    isSensitive: false,
    origin: "said",
    retentionDays: 0,
  });
});

test("days are written in digits", () => {
  expect(retentionFault({ ...emptyDraft, retentionDays: "90" })).toBeNull();
  expect(retentionFault({ ...emptyDraft, retentionDays: "-1" })).not.toBeNull();
  expect(retentionFault({ ...emptyDraft, retentionDays: "a year" })).not.toBeNull();
});
