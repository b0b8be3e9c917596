import { limitSearch } from "@/lib/access";
import {
  addNote,
  changeNote,
  linkIdentity,
  listFacts,
  listNotes,
  listPeople,
  readFactHistory,
  readPerson,
  readTranscript,
  unlinkIdentity,
} from "@/lib/memory";
import { extendRestrictions, listNamedItems } from "@/lib/privacy";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/people/people";

export const peopleHandlers = [
  handle(operations.listPeople, async ({ query }, { sight, caller }) => {
    if (query.query) await limitSearch(caller);
    return { body: await listPeople(query, sight) };
  }),
  handle(operations.searchPeople, async ({ body }, { sight, caller }) => {
    if (body.query) await limitSearch(caller);
    return { body: await listPeople(body, sight) };
  }),
  handle(operations.getPerson, async ({ params }, { sight }) => ({ body: await readPerson(params.personId, sight) })),
  handle(operations.listPersonFacts, async ({ params, query }, { sight }) => ({ body: await listFacts(params.personId, query, sight) })),
  handle(operations.listNamedItems, async ({ params }, { sight }) => ({ body: await listNamedItems(params.personId, sight) })),
  handle(operations.getFactHistory, async ({ params }, { sight }) => ({ body: await readFactHistory(params, sight) })),
  handle(operations.readPersonTranscript, async ({ params, query }, { sight }) => ({
    body: await readTranscript({ ...params, ...query }, sight),
  })),
  handle(operations.linkIdentity, async ({ params, body, headers }, { caller, sight }) => {
    await linkIdentity(params.personId, { ...body, by: headers["x-turnscope-by"] });
    await extendRestrictions(params.personId, caller);
    return { body: await readPerson(params.personId, sight) };
  }),
  handle(operations.unlinkIdentity, async ({ params: { personId, identityId }, headers }, { sight }) => {
    await unlinkIdentity(personId, { identityId, by: headers["x-turnscope-by"] });
    return { body: await readPerson(personId, sight) };
  }),
  handle(operations.listFactNotes, async ({ params }, { sight }) => ({ body: { notes: await listNotes(params.personId, sight) } })),
  handle(operations.addFactNote, async ({ params, body, headers }, { sight }) => ({
    body: await addNote(params.personId, { ...body, by: headers["x-turnscope-by"] }, sight),
  })),
  handle(operations.changeFactNoteOperation, async ({ params, body, headers }, { sight }) => ({
    body: await changeNote(params, { ...body, by: headers["x-turnscope-by"] }, sight),
  })),
];
