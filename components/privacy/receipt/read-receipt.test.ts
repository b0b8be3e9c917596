import { expect, test } from "vitest";
import { readErasureReceipt } from "./read-receipt";

/** As the first of version 1 were signed. */
const early = {
  format: "turnscope-erasure-receipt",
  version: 1,
  caseNumber: "DS-2026-0001",
  requestType: "erasure",
  receivedOn: "2026-11-01",
  plannedAt: "2026-11-01T10:00:00.000Z",
  approvedAt: "2026-11-01T11:00:00.000Z",
  isSelfApproved: false,
  startedAt: "2026-11-01T12:00:00.000Z",
  doneAt: "2026-11-01T12:00:01.000Z",
  subjectRefs: ["ref"],
  identitiesSearched: 1,
  planHash: "hash",
  stores: [{ store: "Activity", deleted: 2, rewritten: 1 }],
  tombstones: 0,
  waitingForDecision: 2,
  verification: {
    at: "2026-11-01T12:00:01.000Z",
    method: ["compacted copy"],
    needles: 1,
    valuesTooCommonToSearch: 0,
    columns: 1,
    files: 1,
    forms: 1,
    formsInOthersTexts: 0,
    hits: 0,
  },
  horizons: { backups: "2026-12-01", wal: null },
  notErased: [],
  auditHead: null,
};

test("a receipt that was signed before holds and decisions were told can still be read", () => {
  expect(readErasureReceipt(early)).toMatchObject({
    decidedPlaces: { erased: 0, keptAsOthers: 0, toBeErased: 0, waiting: 2 },
    keptUnderHolds: { conversations: 0, items: 0, holds: [] },
  });
});

test("what was decided and kept is read as it was signed", () => {
  const decidedPlaces = { erased: 1, keptAsOthers: 2, toBeErased: 0, waiting: 0 };
  const keptUnderHolds = { conversations: 1, items: 0, holds: [{ matter: "7", on: "days", ground: "17(3)(e)", reviewOn: "2026-12-24" }] };
  const { waitingForDecision: _, ...now } = early;
  expect(readErasureReceipt({ ...now, decidedPlaces, keptUnderHolds })).toMatchObject({
    decidedPlaces,
    keptUnderHolds: { conversations: 1, holds: [{ matter: "7" }] },
  });
});

test.each([{ version: 2 }, { format: "other" }, { stores: null }, { verification: {} }])(
  "what is signed and is no such receipt (%j) is told as it stands",
  (wrong) => {
    expect(readErasureReceipt({ ...early, ...wrong })).toBeNull();
  },
);
