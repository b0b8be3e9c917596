import { listPeople } from "@/lib/memory";
import { fullSight } from "@/lib/model";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/people";

export const peopleHandlers = [
  handle(operations.listPeople, async ({ query }) => ({ body: await listPeople(query, fullSight) })),
  handle(operations.searchPeople, async ({ body }) => ({ body: await listPeople(body, fullSight) })),
];
