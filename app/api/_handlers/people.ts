import { listFacts, listPeople, readFactHistory, readPerson } from "@/lib/memory";
import { fullSight } from "@/lib/model";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/people";

export const peopleHandlers = [
  handle(operations.listPeople, async ({ query }) => ({ body: await listPeople(query, fullSight) })),
  handle(operations.searchPeople, async ({ body }) => ({ body: await listPeople(body, fullSight) })),
  handle(operations.getPerson, async ({ params }) => ({ body: await readPerson(params.personId, fullSight) })),
  handle(operations.listPersonFacts, async ({ params, query }) => ({ body: await listFacts(params.personId, query.cursor, fullSight) })),
  handle(operations.getFactHistory, async ({ params }) => ({ body: await readFactHistory(params, fullSight) })),
];
