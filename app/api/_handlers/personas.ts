import { createPersona, deletePersona, listPersonas, replacePersona } from "@/lib/conversations";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/people/personas";

export const personaHandlers = [
  handle(operations.listPersonas, async () => ({ body: { personas: await listPersonas() } })),
  handle(operations.createPersona, async ({ body }) => ({ body: await createPersona(body) })),
  handle(operations.replacePersona, async ({ params, body }) => ({ body: await replacePersona(params.personaId, body) })),
  handle(operations.deletePersona, async ({ params }) => ({ body: await deletePersona(params.personaId) })),
];
