import * as z from "zod";
import { type ErrorCode, personaList, personaRequest, storedPersona } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly, standingErrors } from "../common";

const personaParams = z.object({ personaId: z.string() });
const body = {
  schema: personaRequest,
  mediaTypes: jsonOnly,
  limitBytes: scopeBodyBytes,
  example: { userId: "ada", name: "Ada", locale: "en-GB", channelId: null, snapshotId: null },
};
const writeErrors = ["snapshot_not_found", "persona_exists", ...standingErrors, ...bodyErrors] as const satisfies readonly ErrorCode[];

export const listPersonas = defineOperation({
  id: "listPersonas",
  right: "test.use",
  method: "GET",
  path: "/api/personas",
  tag: "Personas",
  summary: "List personas",
  answer: { status: 200, description: "All of them.", schema: personaList },
  errors: [],
});

export const createPersona = defineOperation({
  id: "createPersona",
  right: "test.use",
  method: "POST",
  path: "/api/personas",
  tag: "Personas",
  summary: "Keep a persona",
  description:
    "`POST /api/conversations` takes its id as `personaId`, and so does the address `/?bot=…&persona=…&snapshot=…`, which opens a fresh conversation and holds no name.",
  body,
  answer: { status: 201, description: "The persona.", schema: storedPersona },
  errors: writeErrors,
});

export const replacePersona = defineOperation({
  id: "replacePersona",
  right: "test.use",
  method: "PUT",
  path: "/api/personas/{personaId}",
  tag: "Personas",
  summary: "Change a persona",
  description: "The whole of it; what is left out is null. Conversations that it began stay as they are.",
  params: personaParams,
  body,
  answer: { status: 200, description: "The persona.", schema: storedPersona },
  errors: ["persona_not_found", ...writeErrors],
});

export const deletePersona = defineOperation({
  id: "deletePersona",
  right: "test.use",
  method: "DELETE",
  path: "/api/personas/{personaId}",
  tag: "Personas",
  summary: "Forget a persona",
  description: "What bots remember about that person stays.",
  params: personaParams,
  answer: { status: 200, description: "Who was forgotten.", schema: storedPersona },
  errors: ["persona_not_found"],
});
