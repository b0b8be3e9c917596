import { listFacts, listPeople, readFactHistory, readPerson } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/people";

export const peopleHandlers = [
  handle(operations.listPeople, async ({ query }, sight) => ({ body: await listPeople(query, sight) })),
  handle(operations.searchPeople, async ({ body }, sight) => ({ body: await listPeople(body, sight) })),
  handle(operations.getPerson, async ({ params }, sight) => ({ body: await readPerson(params.personId, sight) })),
  handle(operations.listPersonFacts, async ({ params, query }, sight) => ({ body: await listFacts(params.personId, query.cursor, sight) })),
  handle(operations.getFactHistory, async ({ params }, sight) => ({ body: await readFactHistory(params, sight) })),
];
