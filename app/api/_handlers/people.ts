import {
  addNote,
  changeNote,
  linkIdentity,
  listFacts,
  listNotes,
  listPeople,
  readFactHistory,
  readPerson,
  unlinkIdentity,
} from "@/lib/memory";
import { fullSight } from "@/lib/model";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/people";

export const peopleHandlers = [
  handle(operations.listPeople, async ({ query }) => ({ body: await listPeople(query, fullSight) })),
  handle(operations.searchPeople, async ({ body }) => ({ body: await listPeople(body, fullSight) })),
  handle(operations.getPerson, async ({ params }) => ({ body: await readPerson(params.personId, fullSight) })),
  handle(operations.listPersonFacts, async ({ params, query }) => ({ body: await listFacts(params.personId, query, fullSight) })),
  handle(operations.getFactHistory, async ({ params }) => ({ body: await readFactHistory(params, fullSight) })),
  handle(operations.linkIdentity, async ({ params, body, headers }) => {
    await linkIdentity(params.personId, { ...body, by: headers["x-turnscope-by"] });
    return { body: await readPerson(params.personId, fullSight) };
  }),
  handle(operations.unlinkIdentity, async ({ params: { personId, identityId }, headers }) => {
    await unlinkIdentity(personId, { identityId, by: headers["x-turnscope-by"] });
    return { body: await readPerson(personId, fullSight) };
  }),
  handle(operations.listFactNotes, async ({ params }) => ({ body: { notes: await listNotes(params.personId, fullSight) } })),
  handle(operations.addFactNote, async ({ params, body, headers }) => ({
    body: await addNote(params.personId, { ...body, by: headers["x-turnscope-by"] }, fullSight),
  })),
  handle(operations.changeFactNoteOperation, async ({ params, body, headers }) => ({
    body: await changeNote(params, { ...body, by: headers["x-turnscope-by"] }, fullSight),
  })),
];
