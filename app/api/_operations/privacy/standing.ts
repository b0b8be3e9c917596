import * as z from "zod";
import {
  holdList,
  holdRequest,
  liftRequest,
  personStanding,
  proposal,
  releaseHoldRequest,
  restrictRequest,
  reviewHoldRequest,
  standingList,
} from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "../common";

const personParams = z.object({ personId: z.string() });
const holdParams = z.object({ holdId: z.string() });
const standing = { status: 200, description: "What may be done with the person's data now.", schema: personStanding } as const;
const proposed = { status: 201, description: "The proposal.", schema: proposal } as const;
const common = { tag: "Privacy", masking: "by-reader" } as const;
const jsonBody = { mediaTypes: jsonOnly, limitBytes: scopeBodyBytes };

export const getStanding = defineOperation({
  ...common,
  id: "getStanding",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/privacy/people/{personId}/standing",
  summary: "Whether a person's data is restricted, objected to or held",
  params: personParams,
  answer: standing,
  errors: ["person_not_found"],
});

export const listStanding = defineOperation({
  ...common,
  id: "listStanding",
  right: "test.use",
  method: "GET",
  path: "/api/privacy/standing",
  summary: "Everybody who is restricted, objected or is held, and the conversations they are in",
  answer: { status: 200, description: "Who is not named is free.", schema: standingList },
  errors: [],
});

export const restrictPerson = defineOperation({
  ...common,
  id: "restrictPerson",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/people/{personId}/restrict",
  summary: "Restrict what is done with a person's data, or note that they object",
  description:
    "Restricted (Art. 18): kept and used for nothing. Turns, edits, resets, exports, forks and snapshots are refused with 423. Objection (Art. 21): bots answer, without reading or writing what they remember; an objection has a case, which is opened unless one is open, and once it is known who objects an erasure is opened and its plan drafted, for somebody to decide.",
  params: personParams,
  body: { ...jsonBody, schema: restrictRequest, example: { kind: "restriction", reason: "Says that the address is wrong" } },
  answer: standing,
  errors: [
    "person_not_found",
    "person_linked",
    "already_restricted",
    "case_not_found",
    "case_changed",
    "case_state_conflict",
    ...bodyErrors,
  ],
});

export const liftRestriction = defineOperation({
  ...common,
  id: "liftRestriction",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/people/{personId}/lift",
  summary: "Propose that a restriction or an objection is lifted",
  description: "The person must have been told before (Art. 18(3)): `noticeOn` is the day. Somebody else decides.",
  params: personParams,
  body: { ...jsonBody, schema: liftRequest, example: { noticeOn: "2026-11-20", reason: "The address was corrected" } },
  answer: proposed,
  errors: ["person_not_found", "not_restricted", ...bodyErrors],
});

export const holdPerson = defineOperation({
  ...common,
  id: "holdPerson",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/people/{personId}/hold",
  summary: "Keep a person's data for a legal claim or duty",
  description: "All that is theirs, or one conversation. What is held is neither erased nor swept, whatever else is asked.",
  params: personParams,
  body: { ...jsonBody, schema: holdRequest, example: { matter: "2026/114", owner: "Legal", reviewOn: "2027-01-15" } },
  answer: standing,
  errors: ["person_not_found", "conversation_not_found", ...bodyErrors],
});

export const listHolds = defineOperation({
  ...common,
  id: "listHolds",
  right: "privacy.see",
  method: "GET",
  path: "/api/privacy/holds",
  summary: "Every hold that stands",
  answer: { status: 200, description: "The holds; overdue ones say so.", schema: holdList },
  errors: [],
});

export const reviewHold = defineOperation({
  ...common,
  id: "reviewHold",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/holds/{holdId}/review",
  summary: "Say that a hold still stands, and when it is looked at again",
  params: holdParams,
  body: { ...jsonBody, schema: reviewHoldRequest, example: { reviewOn: "2027-01-15" } },
  answer: { status: 200, description: "The holds as they are now.", schema: holdList },
  errors: ["hold_not_found", ...bodyErrors],
});

export const releaseHold = defineOperation({
  ...common,
  id: "releaseHold",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/holds/{holdId}/release",
  summary: "Propose that a hold is released",
  params: holdParams,
  body: { ...jsonBody, schema: releaseHoldRequest, example: { reason: "The claim was settled" } },
  answer: proposed,
  errors: ["hold_not_found", ...bodyErrors],
});
