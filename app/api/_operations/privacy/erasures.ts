import * as z from "zod";
import { approveErasureRequest, decidePlacesRequest, erasure, reviewPlaces, runErasureRequest, signedReceipt } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "../common";

const caseParams = z.object({ caseNumber: z.string().describe("Such as DS-2026-0001") });
const planHash = "kJ6ZfTqv3r0XH3g1kq8bY0s1xT0l6p1bXH8m3yWQe5M";
const common = { tag: "Privacy", masking: "by-reader", params: caseParams } as const;
const states = ["case_not_found", "erasure_not_found", "case_changed", "case_state_conflict"] as const;

export const getErasure = defineOperation({
  ...common,
  id: "getErasure",
  right: "privacy.see",
  method: "GET",
  path: "/api/privacy/requests/{caseNumber}/erasure",
  summary: "The plan of a case's erasure, and how far it has come",
  answer: { status: 200, description: "The erasure. No names and no values are in it.", schema: erasure },
  errors: ["erasure_not_found"],
});

export const planErasure = defineOperation({
  ...common,
  id: "planErasure",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/plan",
  summary: "Work out what erasing the person would do, and change nothing",
  description:
    "Counts by store, the paths that lose something, conversations that others keep, holds that stand, places of which nobody can tell whose they are, and what cannot be reached. A plan that there was is void, with its approval.",
  answer: { status: 200, description: "The plan and its hash, to which an approval is bound.", schema: erasure },
  errors: ["person_not_found", ...states],
});

export const approveErasure = defineOperation({
  ...common,
  id: "approveErasure",
  right: "privacy.approve",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/approve",
  summary: "Approve a plan",
  description: "By somebody else than who made it; a team of one may approve its own (TURNSCOPE_APPROVALS=1), and the receipt says so.",
  body: { schema: approveErasureRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { planHash } },
  answer: { status: 200, description: "The approved plan.", schema: erasure },
  errors: ["plan_changed", "second_person_needed", ...states, ...bodyErrors],
});

export const runErasure = defineOperation({
  ...common,
  id: "runErasure",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/run",
  summary: "Run an approved plan",
  description:
    "Cannot be undone. Type the number of the case to confirm. When the plan would do something else by now it does not run: the answer is 409 with a new plan. Answers once it has begun; the case goes on by itself to `erased_local`, or to `failed`, also after a crash.",
  body: { schema: runErasureRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { planHash, confirm: "DS-2026-0001" } },
  answer: { status: 202, description: "It runs.", schema: erasure },
  errors: ["person_not_found", "plan_changed", "erasure_held", ...states, ...bodyErrors],
});

export const getErasureReceipt = defineOperation({
  ...common,
  id: "getErasureReceipt",
  right: "privacy.see",
  method: "GET",
  path: "/api/privacy/requests/{caseNumber}/receipt",
  summary: "The signed receipt of an erasure",
  description: "What was done, how it was verified and what was not erased. `npm run verify -- receipt FILE` checks it offline.",
  answer: {
    status: 200,
    description: "The receipt, with an Ed25519 signature over its canonical JSON.",
    schema: z.object({ receipt: z.record(z.string(), z.unknown()), signature: signedReceipt.shape.signature }),
  },
  errors: ["erasure_not_found"],
});

const places = { status: 200, description: "The places; values as the reader may see them.", schema: reviewPlaces } as const;

export const listReviewPlaces = defineOperation({
  ...common,
  id: "listReviewPlaces",
  right: "privacy.see",
  method: "GET",
  path: "/api/privacy/requests/{caseNumber}/places",
  summary: "What a case leaves for people to decide: places in shared state of which nothing tells whose they are",
  answer: places,
  errors: ["case_not_found"],
});

export const decideReviewPlaces = defineOperation({
  ...common,
  id: "decideReviewPlaces",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/places",
  summary: "Say of places whether they are the person's or somebody else's",
  description:
    "Before the run the plan is made anew with it, and approved again. Afterwards what is the person's gets a plan of its own, with approval, verification and receipt. The case ends only when everything is decided and done.",
  body: {
    schema: decidePlacesRequest,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: { placeIds: ["er-2v8Qk0yTq1mZ5b7c9d0e"], decision: "kept" },
  },
  answer: places,
  errors: ["place_not_found", "person_not_found", ...states, ...bodyErrors],
});
