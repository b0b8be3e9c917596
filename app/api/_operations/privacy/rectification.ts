import * as z from "zod";
import { correction, correctionPlaces, correctionRequest } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { wholeNumberText } from "../../_lib/list-query";
import { bodyErrors, defineOperation, jsonOnly, standingErrors } from "../common";

const params = z.object({ personId: z.string(), factId: wholeNumberText({ min: 1, max: Number.MAX_SAFE_INTEGER }) });

export const listCorrectionPlaces = defineOperation({
  id: "listCorrectionPlaces",
  right: { inProduction: "production.edit" },
  method: "GET",
  path: "/api/privacy/people/{personId}/facts/{factId}/places",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Where else the same value stands",
  description:
    "In all scopes, bots and identities of the person, in what is shared by their conversations, and in snapshots of these; and texts that it is a part of, standing there by itself. Other people's own values are not looked at, nor bots of which the caller does not see the person.",
  params,
  answer: {
    status: 200,
    description: "The places. Of a text, what stands around the value is shown, shortened, to whoever sees that text.",
    schema: correctionPlaces,
  },
  errors: ["person_not_found", "fact_not_found", "values_masked"],
});

export const correctFact = defineOperation({
  id: "correctFact",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/privacy/people/{personId}/facts/{factId}/correction",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Correct what is remembered, here and in the places that are named",
  description:
    "All of them or none; of a text only the part that is the old value is replaced. The bot reads the new value in its next turn. On record are path, purpose and counts; values and reason are not. What was said stays as it was said, and earlier values stay in the history until retention takes them.",
  params,
  body: {
    schema: correctionRequest,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: { value: "ann@example.org", reason: "She moved to another provider", eTag: "4f2k9x", places: ["fact:12"] },
  },
  answer: { status: 200, description: "How many places were corrected.", schema: correction },
  errors: [
    "person_not_found",
    "fact_not_found",
    "values_masked",
    "case_not_found",
    "case_state_conflict",
    "stale_etag",
    "item_too_large",
    ...standingErrors,
    ...bodyErrors,
  ],
});
