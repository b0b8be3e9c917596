import * as z from "zod";
import { auditFilter, auditPage, auditReport, consultationList, exposedList, exposedRequest } from "@/lib/model";
import { cursorQuery, limitQuery } from "../../_lib/list-query";
import { defineOperation } from "../common";

export const listAudit = defineOperation({
  id: "listAudit",
  right: "audit.read-own-cases",
  method: "GET",
  path: "/api/audit",
  tag: "Audit",
  summary: "Who did what with people's data",
  description:
    "People are named by keyed references, staff by their accounts. There is no value, name of a person or search text in it. That it was read is on record too. Without the right to read all of it, it takes the number of a case that one worked on.",
  query: auditFilter.extend({ cursor: cursorQuery, limit: limitQuery }),
  answer: { status: 200, description: "One page.", schema: auditPage },
  errors: ["invalid_cursor", "invalid_request"],
});

export const verifyAudit = defineOperation({
  id: "verifyAudit",
  right: "audit.verify",
  method: "GET",
  path: "/api/audit/verify",
  tag: "Audit",
  summary: "Check that nobody changed the audit log",
  description:
    "Each entry is hashed again and each signature checked, also those in the file beside the database. Says what is wrong and where. The same as `npm run verify -- audit`.",
  answer: { status: 200, description: "What was found; `isIntact` when nothing is wrong.", schema: auditReport },
  errors: [],
});

export const listExposed = defineOperation({
  id: "listExposed",
  right: "audit.read",
  method: "GET",
  path: "/api/audit/exposed",
  tag: "Audit",
  summary: "Whose data an account or a role could see between two times",
  description: "What has to be known after a breach (GDPR Art. 33 and 34).",
  query: exposedRequest,
  answer: { status: 200, description: "The accounts, with the people they belong to.", schema: exposedList },
  errors: ["invalid_request"],
});

export const listConsultations = defineOperation({
  id: "listConsultations",
  right: "person.export",
  method: "GET",
  path: "/api/people/{personId}/consultations",
  tag: "Audit",
  summary: "When a person's data was looked at, in which role and what for",
  description: "What the person may ask for (CJEU C-579/21); it does not say who it was.",
  params: z.object({ personId: z.string() }),
  answer: { status: 200, description: "All of them.", schema: consultationList },
  errors: [],
});
