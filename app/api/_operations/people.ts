import { peopleRequest, personPage } from "@/lib/model";
import { scopeBodyBytes } from "../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "./common";

const page = { status: 200, description: "One page of people.", schema: personPage } as const;

const search =
  "Searched are names, ids and the first 200 characters of every remembered value, without regard to case. A search finds at most 1,000 people and says when there are more. What production bots remember is found by whole texts only, unless the person was unmasked.";

export const listPeople = defineOperation({
  id: "listPeople",
  method: "GET",
  path: "/api/people",
  tag: "People",
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
  summary: "List whom the bots know, with the search text in the body",
  description: search,
  body: { schema: peopleRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { query: "ann@", sort: "name" } },
  answer: page,
  errors: ["invalid_cursor", ...bodyErrors],
});
