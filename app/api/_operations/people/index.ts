import type { Operation } from "../../_lib/operation";
import { endUnmasking, getConversationMasking, listAllUnmaskings, listUnmaskings, unmaskPerson } from "./masking";
import {
  addFactNote,
  changeFactNoteOperation,
  getFactHistory,
  getPerson,
  linkIdentity,
  listFactNotes,
  listNamedItems,
  listPeople,
  listPersonFacts,
  readPersonTranscript,
  searchPeople,
  unlinkIdentity,
} from "./people";
import { createPersona, deletePersona, listPersonas, replacePersona } from "./personas";

/** Whom bots know, and who may see it. */
export const peopleOperations: readonly Operation[] = [
  listPersonas,
  createPersona,
  replacePersona,
  deletePersona,
  listPeople,
  searchPeople,
  getPerson,
  listNamedItems,
  listPersonFacts,
  getFactHistory,
  readPersonTranscript,
  getConversationMasking,
  unmaskPerson,
  listUnmaskings,
  listAllUnmaskings,
  endUnmasking,
  linkIdentity,
  unlinkIdentity,
  listFactNotes,
  addFactNote,
  changeFactNoteOperation,
];
