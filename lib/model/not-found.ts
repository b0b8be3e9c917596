import { HarnessError } from "./errors";

const sentences = {
  bot_not_found: "There is no bot with this id. GET /api/bots lists them.",
  conversation_not_found: "There is no conversation with this id. It may have been erased; start a new one.",
  snapshot_not_found: "There is no snapshot with this id. It may have been deleted.",
  person_not_found: "There is nobody at this address. They may have been erased, and identities that were linked stand on one page.",
  identity_not_found: "There is no such identity.",
  fact_not_found: "This fact is no longer remembered.",
  note_not_found: "There is no such note about this person.",
  unmasking_not_found: "There is no unmasking with this id.",
} as const;

/** Of what is not there. Who may not know of something is answered in the same words. */
export function notFound(code: keyof typeof sentences): HarnessError {
  return new HarnessError(code, sentences[code]);
}
