import * as z from "zod";
import { factHistory, peopleRequest, personDetail, personFactPage, personPage } from "@/lib/model";
import { scopeBodyBytes } from "../_lib/body-limits";
import { cursorQuery, wholeNumberText } from "../_lib/list-query";
import { bodyErrors, defineOperation, jsonOnly } from "./common";

const page = { status: 200, description: "One page of people.", schema: personPage } as const;

const search =
  "Searched are names, ids and the first 200 characters of every remembered value, without regard to case. A search finds at most 1,000 people and says when there are more. What production bots remember is found by whole texts only, unless the person was unmasked.";

export const listPeople = defineOperation({
  id: "listPeople",
  method: "GET",
  path: "/api/people",
  tag: "People",
  masking: "by-reader",
  summary: "List whom the bots know",
  description: `${search} A search text is personal data: prefer \`POST /api/people/search\`, whose body stays out of logs and histories.`,
  query: peopleRequest,
  answer: page,
  errors: ["invalid_cursor", "invalid_request"],
});

export const searchPeople = defineOperation({
  id: "searchPeople",
  method: "POST",
  path: "/api/people/search",
  tag: "People",
  masking: "by-reader",
  summary: "List whom the bots know, with the search text in the body",
  description: search,
  body: { schema: peopleRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { query: "ann@", sort: "name" } },
  answer: page,
  errors: ["invalid_cursor", ...bodyErrors],
});

const personParams = z.object({ personId: z.string() });
const factParams = personParams.extend({ factId: wholeNumberText({ min: 1, max: Number.MAX_SAFE_INTEGER }) });

export const getPerson = defineOperation({
  id: "getPerson",
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
  method: "GET",
  path: "/api/people/{personId}/facts",
  tag: "People",
  masking: "by-reader",
  summary: "List what is remembered of a person",
  description:
    "100 facts a page, the last written first, each with what the dictionary says about it, the sentence it came from, and who else can see it.",
  params: personParams,
  query: z.object({ cursor: cursorQuery }),
  answer: { status: 200, description: "One page of facts.", schema: personFactPage },
  errors: ["person_not_found", "invalid_cursor", "invalid_request"],
});

export const getFactHistory = defineOperation({
  id: "getFactHistory",
  method: "GET",
  path: "/api/people/{personId}/facts/{factId}/history",
  tag: "People",
  masking: "by-reader",
  summary: "The values that a fact has had",
  params: factParams,
  answer: { status: 200, description: "The newest first, 100 at most.", schema: factHistory },
  errors: ["person_not_found", "fact_not_found", "not_found"],
});
