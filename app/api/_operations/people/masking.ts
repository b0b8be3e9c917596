import * as z from "zod";
import { conversationMasking, unmasking, unmaskingList, unmaskRequest } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { writerHeaders } from "../../_lib/writer-name";
import { bodyErrors, conversationParams, defineOperation, jsonOnly } from "../common";

const personParams = z.object({ personId: z.string().describe("As /api/conversations/{conversationId}/masking names it") });

export const getConversationMasking = defineOperation({
  id: "getConversationMasking",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/masking",
  tag: "Masking",
  summary: "Whether the values of a conversation are masked, and for whom they are not",
  params: conversationParams,
  answer: { status: 200, description: "Who is unmasked, and until when.", schema: conversationMasking },
  errors: ["conversation_not_found"],
});

export const unmaskPerson = defineOperation({
  id: "unmaskPerson",
  isReading: true,
  right: { inProduction: "production.unmask" },
  method: "POST",
  path: "/api/people/{personId}/unmaskings",
  tag: "Masking",
  summary: "Unmask one person for ten minutes",
  description:
    "What production bots remember of the person, and what was said, is shown until then. Who asked, when and why stays on record.",
  params: personParams,
  headers: z.object(writerHeaders),
  body: { schema: unmaskRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { reason: "Complaint 4711: wrong address" } },
  answer: { status: 201, description: "The person is unmasked.", schema: unmasking },
  errors: ["person_not_found", "person_linked", ...bodyErrors],
});

export const listUnmaskings = defineOperation({
  id: "listUnmaskings",
  right: "production.see",
  method: "GET",
  path: "/api/people/{personId}/unmaskings",
  tag: "Masking",
  summary: "Who has unmasked a person, when and why",
  params: personParams,
  answer: { status: 200, description: "The record.", schema: unmaskingList },
  errors: ["person_not_found"],
});

export const listAllUnmaskings = defineOperation({
  id: "listAllUnmaskings",
  right: "production.see",
  method: "GET",
  path: "/api/unmaskings",
  tag: "Masking",
  summary: "Who has unmasked whom, when and why",
  query: z.object({ active: z.enum(["0", "1"]).optional().describe("1: only those that have not ended") }),
  answer: { status: 200, description: "The record.", schema: unmaskingList },
  errors: ["invalid_request"],
});

export const endUnmasking = defineOperation({
  id: "endUnmasking",
  isReading: true,
  right: { inProduction: "production.unmask" },
  method: "DELETE",
  path: "/api/unmaskings/{unmaskingId}",
  tag: "Masking",
  summary: "Mask a person again before the ten minutes are over",
  description: "The record stays. What has ended already stays as it is.",
  params: z.object({ unmaskingId: z.string() }),
  answer: { status: 200, description: "When it ended.", schema: unmasking },
  errors: ["unmasking_not_found"],
});
