import * as z from "zod";
import {
  changeFactNote,
  factHistory,
  factNote,
  factNoteList,
  linkIdentityRequest,
  namedItemList,
  newFactNote,
  peopleRequest,
  personDetail,
  personFactPage,
  personPage,
  personTranscript,
} from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { cursorQuery, wholeNumberText } from "../../_lib/list-query";
import { writerHeaders } from "../../_lib/writer-name";
import { bodyErrors, conversationParams, defineOperation, jsonOnly, standingErrors } from "../common";

const page = { status: 200, description: "One page of people.", schema: personPage } as const;

const search =
  "Searched are names, ids and the first 200 characters of every remembered value, without regard to case. A search finds at most 1,000 people and says when there are more. What production bots remember is found by whole texts only, unless the person was unmasked.";

export const listPeople = defineOperation({
  id: "listPeople",
  right: "test.use",
  method: "GET",
  path: "/api/people",
  tag: "People",
  masking: "by-reader",
  summary: "List whom the bots know",
  description: `${search} A search text is personal data: prefer \`POST /api/people/search\`, whose body stays out of logs and histories.`,
  query: peopleRequest,
  answer: page,
  errors: ["invalid_cursor", "invalid_request", "too_many_requests"],
});

export const searchPeople = defineOperation({
  id: "searchPeople",
  isReading: true,
  right: "test.use",
  method: "POST",
  path: "/api/people/search",
  tag: "People",
  masking: "by-reader",
  summary: "List whom the bots know, with the search text in the body",
  description: search,
  body: { schema: peopleRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { query: "ann@", sort: "name" } },
  answer: page,
  errors: ["invalid_cursor", "too_many_requests", ...bodyErrors],
});

const personParams = z.object({
  personId: z
    .string()
    .describe("Of somebody who was linked to another: reading answers for that other one, changing is refused with `person_linked`"),
});
const factParams = personParams.extend({ factId: wholeNumberText({ min: 1, max: Number.MAX_SAFE_INTEGER }) });

export const getPerson = defineOperation({
  id: "getPerson",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/people/{personId}",
  tag: "People",
  masking: "by-reader",
  summary: "One person",
  description:
    "Who they are on which channel, their conversations and with whom, and how much is shared with others. Ids of people are hashes.",
  params: personParams,
  answer: { status: 200, description: "The person.", schema: personDetail },
  errors: ["person_not_found"],
});

export const listPersonFacts = defineOperation({
  id: "listPersonFacts",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/people/{personId}/facts",
  tag: "People",
  masking: "by-reader",
  summary: "List what is remembered of a person",
  description:
    "100 facts a page, the last written first, each with what the dictionary says about it, the sentence it came from, and who else can see it.",
  params: personParams,
  query: z.object({
    of: z.enum(["state", "dialogs"]).optional().describe("Only what dialogs under way hold, or all but that"),
    seenBy: z
      .enum(["others", "bot"])
      .optional()
      .describe("Only what everybody in a conversation can see, or only what the bot alone keeps"),
    cursor: cursorQuery,
  }),
  answer: { status: 200, description: "One page of facts.", schema: personFactPage },
  errors: ["person_not_found", "invalid_cursor", "invalid_request"],
});

export const listNamedItems = defineOperation({
  id: "listNamedItems",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/people/{personId}/named-items",
  tag: "People",
  masking: "by-reader",
  summary: "List what bots keep of a person under keys of their own",
  description:
    "Store items of no scope whose storage key names an id that is this person's alone (`profile-u1`). They count as the person's: their copy holds them and an erasure takes them whole, whoever's turn wrote them. Here they are read only.",
  params: personParams,
  answer: { status: 200, description: "The items with their values.", schema: namedItemList },
  errors: ["person_not_found"],
});

export const getFactHistory = defineOperation({
  id: "getFactHistory",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/people/{personId}/facts/{factId}/history",
  tag: "People",
  masking: "by-reader",
  summary: "The values that a fact has had",
  params: factParams,
  answer: { status: 200, description: "The newest first, 100 at most.", schema: factHistory },
  errors: ["person_not_found", "fact_not_found", "not_found"],
});

export const readPersonTranscript = defineOperation({
  id: "readPersonTranscript",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/people/{personId}/conversations/{conversationId}/transcript",
  tag: "People",
  masking: "by-reader",
  summary: "Read what was said in a conversation of a person",
  description: "In words, 100 lines a page, the newest page first: theirs, the bot's and other people's, each as far as it may be seen.",
  params: personParams.extend(conversationParams.shape),
  query: z.object({
    before: wholeNumberText({ min: 0, max: Number.MAX_SAFE_INTEGER }).optional().describe("From the page after; left out, the end"),
  }),
  answer: { status: 200, description: "One page, oldest first.", schema: personTranscript },
  errors: ["person_not_found", "conversation_not_found", "invalid_request"],
});

export const linkIdentity = defineOperation({
  id: "linkIdentity",
  right: { inProduction: "production.edit", isWhole: true },
  method: "POST",
  path: "/api/people/{personId}/identities",
  tag: "People",
  masking: "by-reader",
  summary: "Say that an identity is this person",
  description:
    "With the evidence for it. Whoever the identity was until now comes along whole: their address leads to this person until the link is taken back. What is remembered stays where it is.",
  params: personParams,
  headers: z.object(writerHeaders),
  body: {
    schema: linkIdentityRequest,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: { identityId: "Tfls7_WTCqd9yhuBADLC", evidence: "they-said", note: "Told us on the phone" },
  },
  answer: { status: 200, description: "The person as it is now.", schema: personDetail },
  errors: [...standingErrors, "person_not_found", "person_linked", "identity_not_found", "identity_not_linkable", ...bodyErrors],
});

export const unlinkIdentity = defineOperation({
  id: "unlinkIdentity",
  right: { inProduction: "production.edit", isWhole: true },
  method: "DELETE",
  path: "/api/people/{personId}/identities/{identityId}",
  tag: "People",
  masking: "by-reader",
  summary: "Take a link back",
  description: "The identity is a person of its own again. That it was linked, by whom and why stays on record.",
  params: personParams.extend({ identityId: z.string() }),
  headers: z.object(writerHeaders),
  answer: { status: 200, description: "The person as it is now.", schema: personDetail },
  errors: ["person_not_found", "person_linked", "identity_not_found", "identity_not_linkable", "invalid_request"],
});

export const listFactNotes = defineOperation({
  id: "listFactNotes",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/people/{personId}/notes",
  tag: "People",
  masking: "by-reader",
  summary: "List what reviewers said about a person's facts",
  params: personParams,
  answer: { status: 200, description: "All notes.", schema: factNoteList },
  errors: ["person_not_found"],
});

export const addFactNote = defineOperation({
  id: "addFactNote",
  right: { inProduction: "production.see" },
  method: "POST",
  path: "/api/people/{personId}/notes",
  tag: "People",
  masking: "by-reader",
  summary: "Note something about a fact",
  description: "That it is wrong, should be asked again, or that somebody has to say why it is needed; open until it is resolved.",
  params: personParams,
  headers: z.object(writerHeaders),
  body: {
    schema: newFactNote,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: { factId: 12, kind: "why", text: "Do we need this for suggestions?", assignedTo: "Cleo" },
  },
  answer: { status: 201, description: "The note.", schema: factNote },
  errors: ["person_not_found", "person_linked", "fact_not_found", ...bodyErrors],
});

export const changeFactNoteOperation = defineOperation({
  id: "changeFactNote",
  right: { inProduction: "production.see" },
  method: "PATCH",
  path: "/api/people/{personId}/notes/{noteId}",
  tag: "People",
  masking: "by-reader",
  summary: "Give a note to somebody, resolve it or open it again",
  params: personParams.extend({ noteId: z.string() }),
  headers: z.object(writerHeaders),
  body: { schema: changeFactNote, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { isResolved: true } },
  answer: { status: 200, description: "The note as it is now.", schema: factNote },
  errors: ["person_not_found", "person_linked", "note_not_found", ...bodyErrors],
});
