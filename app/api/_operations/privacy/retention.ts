import * as z from "zod";
import { putRetentionRequest, retention, retentionPreview, retentionSweep, sweepReceipt } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "../common";

const common = { tag: "Privacy", masking: "by-reader" } as const;

export const getRetention = defineOperation({
  ...common,
  id: "getRetention",
  right: "privacy.see",
  method: "GET",
  path: "/api/privacy/retention",
  summary: "How long what is kept, and how the sweeps go",
  answer: { status: 200, description: "The rules in force, with those of the dictionary.", schema: retention },
  errors: [],
});

export const putRetention = defineOperation({
  ...common,
  id: "putRetention",
  right: "privacy.propose",
  method: "PUT",
  path: "/api/privacy/retention",
  summary: "Put other rules of retention",
  description:
    "The whole set. Rules that only keep longer count at once; where anything is kept for a shorter time they are proposed, and count a day after a second person approved. With the version that was read, rules are refused once others are in force; and of sets that are put at the same moment all but the first.",
  body: {
    schema: putRetentionRequest,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: { rules: [{ id: "user-state", botId: null, store: "user", basis: "lastTurn", days: 180 }], reason: "Our policy of 2027" },
  },
  answer: { status: 200, description: "The rules in force, and what waits.", schema: retention },
  errors: ["rules_changed", ...bodyErrors],
});

export const previewRetention = defineOperation({
  ...common,
  id: "previewRetention",
  right: "privacy.see",
  method: "POST",
  path: "/api/privacy/retention/preview",
  summary: "What the next sweep would take away",
  answer: { status: 200, description: "Counts by rule.", schema: retentionPreview },
  errors: [],
});

export const sweepRetention = defineOperation({
  ...common,
  id: "sweepRetention",
  right: "privacy.approve",
  method: "POST",
  path: "/api/privacy/retention/sweep",
  summary: "Sweep now",
  description: "Else it is done each night at three (UTC). Only one sweep runs at a time, whatever the number of processes.",
  answer: { status: 200, description: "The sweep.", schema: retentionSweep },
  errors: ["sweep_running"],
});

export const getSweepReceipt = defineOperation({
  ...common,
  id: "getSweepReceipt",
  right: "privacy.see",
  method: "GET",
  path: "/api/privacy/retention/sweeps/{sweepNumber}/receipt",
  summary: "The signed receipt of a sweep",
  params: z.object({ sweepNumber: z.string() }),
  answer: { status: 200, description: "Counts and what was not erased; no names and no values.", schema: sweepReceipt },
  errors: ["case_not_found"],
});
