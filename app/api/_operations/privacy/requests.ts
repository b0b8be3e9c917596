import * as z from "zod";
import {
  caseDetail,
  caseList,
  changeCaseRequest,
  exportRequest,
  extendCaseRequest,
  identifyRequest,
  listCasesRequest,
  madeExport,
  newCaseRequest,
  pauseCaseRequest,
  recipientRequest,
  refuseCaseRequest,
  sendCodeRequest,
  withheldPage,
} from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "../common";

const caseParams = z.object({ caseNumber: z.string().describe("Such as DS-2026-0001") });

const theCase = { status: 200, description: "The case as it is now.", schema: caseDetail } as const;

const changeErrors = ["case_not_found", "case_changed", "case_state_conflict", ...bodyErrors] as const;

const bodyOf = <S extends z.ZodType>(schema: S, example: unknown) => ({
  schema,
  mediaTypes: jsonOnly,
  limitBytes: scopeBodyBytes,
  example,
});

export const listCases = defineOperation({
  id: "listPrivacyRequests",
  right: "privacy.see",
  method: "GET",
  path: "/api/privacy/requests",
  tag: "Privacy",
  masking: "by-reader",
  summary: "List cases, the next to be due first",
  query: listCasesRequest,
  answer: { status: 200, description: "One page of the cases.", schema: caseList },
  errors: ["invalid_request", "invalid_cursor"],
});

export const openCase = defineOperation({
  id: "openPrivacyRequest",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/requests",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Open a case about a person",
  description:
    "Find the person with `POST /api/people/search`. All their accounts on all channels are covered. The deadline counts from the day of receipt (Reg. 1182/71). Who asks the same again within 90 days is linked to the first case.",
  body: bodyOf(newCaseRequest, {
    type: "access",
    personId: "Tfls7_WTCqd9yhuBADLC",
    receivedOn: "2026-11-20",
    asked: "Everything you have about me",
  }),
  answer: { status: 201, description: "The case.", schema: caseDetail },
  errors: ["person_not_found", ...bodyErrors],
});

export const getCase = defineOperation({
  id: "getPrivacyRequest",
  right: "privacy.see",
  method: "GET",
  path: "/api/privacy/requests/{caseNumber}",
  tag: "Privacy",
  masking: "by-reader",
  summary: "One case",
  params: caseParams,
  answer: theCase,
  errors: ["case_not_found"],
});

export const changeCase = defineOperation({
  id: "changePrivacyRequest",
  right: "privacy.propose",
  method: "PATCH",
  path: "/api/privacy/requests/{caseNumber}",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Note something, or bring a case into another state",
  description:
    "It cannot be complete while recipients are still to be told (Art. 19). What is written about somebody is refused while they are masked.",
  params: caseParams,
  body: bodyOf(changeCaseRequest, { notes: "Called back on Monday", version: 3 }),
  answer: theCase,
  errors: ["case_recipients_open", "values_masked", ...changeErrors],
});

export const refuseCase = defineOperation({
  id: "refusePrivacyRequest",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/refuse",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Refuse a request, with ground, reasons and where to complain",
  description: "All three must be given (Art. 12(4)); the case is closed then.",
  params: caseParams,
  body: bodyOf(refuseCaseRequest, {
    ground: "excessive",
    reasons: "You asked for the same on 1, 5 and 9 November, and were sent it each time.",
    complaint: "You can complain to the data protection authority of your country, and go to court.",
  }),
  answer: theCase,
  errors: changeErrors,
});

export const extendCase = defineOperation({
  id: "extendPrivacyRequest",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/extend",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Take two months more",
  description: "Only once, counted from receipt, and only if the person was told, with the reason, within the first month (Art. 12(3)).",
  params: caseParams,
  body: bodyOf(extendCaseRequest, { reason: "Three bots on five channels have to be searched", noticeOn: "2026-11-21" }),
  answer: theCase,
  errors: ["case_not_extendable", ...changeErrors],
});

export const pauseCase = defineOperation({
  id: "pausePrivacyRequest",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/pause",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Stop the clock while the person is asked something, or let it go on",
  description:
    "In the United Kingdom for questions of identity and scope (Art. 12A); elsewhere for identity only, which one authority has accepted.",
  params: caseParams,
  body: bodyOf(pauseCaseRequest, { why: "identity" }),
  answer: theCase,
  errors: ["case_not_pausable", ...changeErrors],
});

export const sendCode = defineOperation({
  id: "sendIdentityCode",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/identity-code",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Have the bot say a code in the person's own chat",
  description:
    "Whoever asks tells it to you, and you give it to `…/identity`. It is good once, for ten minutes and five attempts; three are sent an hour. Only a keyed hash is kept, and the message is replaced when the code has ended.",
  params: caseParams,
  body: bodyOf(sendCodeRequest, {}),
  answer: theCase,
  errors: ["case_without_chat", "too_many_requests", "conversation_not_found", "conversation_read_only", "bot_not_found", ...changeErrors],
});

export const identifyPerson = defineOperation({
  id: "identifyPerson",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/identity",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Give the code that the person told, or say why there is no doubt",
  description: "A wrong, late, used or unsent code all answer the same: `code_refused`.",
  params: caseParams,
  body: bodyOf(identifyRequest, { code: "123456" }),
  answer: theCase,
  errors: ["code_refused", ...changeErrors],
});

export const putRecipient = defineOperation({
  id: "putPrivacyRecipient",
  right: "privacy.propose",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/recipients",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Add a recipient to be told (Art. 19), or say how one stands",
  params: caseParams,
  body: bodyOf(recipientRequest, { name: "Example Analytics Ltd", state: "told", detail: "By mail on 20 November" }),
  answer: theCase,
  errors: ["recipient_not_found", ...changeErrors],
});

export const makeExport = defineOperation({
  id: "makePrivacyExport",
  right: "person.export",
  method: "POST",
  path: "/api/privacy/requests/{caseNumber}/export",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Make the ZIP that the person gets",
  description:
    "It opens offline: a page to read, the data as JSON, a hash of each file. In conversations with others it has the person's own parts and what bots told them; `release` lets them have more, with a reason, of what you can see. Kept for seven days. Refused until it is known who asked.",
  params: caseParams,
  body: bodyOf(exportRequest, { kind: "access" }),
  answer: { status: 201, description: "A link to the file, and what its cover sheet cannot say yet.", schema: madeExport },
  errors: ["case_not_identified", "person_not_found", "person_linked", "person_being_erased", "values_masked", ...changeErrors],
});

export const listWithheld = defineOperation({
  id: "listWithheldMessages",
  right: "person.export",
  method: "GET",
  path: "/api/privacy/requests/{caseNumber}/withheld",
  tag: "Privacy",
  masking: "by-reader",
  summary: "List what others said where the person of a case was",
  description: "What a copy of theirs withholds (Art. 15(4)), and what of it was released with `release` of `…/export`.",
  params: caseParams,
  query: z.object({ cursor: z.string().max(2000).optional() }),
  answer: { status: 200, description: "One page.", schema: withheldPage },
  errors: ["case_not_found", "person_not_found", "invalid_cursor", "invalid_request"],
});

export const fetchExport = defineOperation({
  id: "fetchPrivacyExport",
  right: "person.export",
  method: "GET",
  path: "/api/privacy/requests/{caseNumber}/export/{exportId}",
  tag: "Privacy",
  masking: "by-reader",
  summary: "Fetch the ZIP of a case",
  description: "Each download goes on record.",
  params: caseParams.extend({ exportId: z.string() }),
  answer: {
    status: 200,
    description: "The file.",
    schema: z.string(),
    texts: ["application/zip"],
    headers: { "Content-Disposition": "A name for the file: the number of the case" },
  },
  errors: ["case_not_found", "export_not_found"],
});
