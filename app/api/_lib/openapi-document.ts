import * as z from "zod";
import { type ErrorCode, errorStatus, problem } from "@/lib/model";
import { operations } from "../_operations";
import type { Operation, OperationBody } from "./operation";
import { type JsonSchema, namedJsonSchemas, toJsonSchema } from "./to-json-schema";
import { apiVersion } from "./versions";

export type OpenApiParameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
};
export type OpenApiContent = Record<string, { schema: JsonSchema; example?: unknown }>;
export type OpenApiResponse = {
  description: string;
  content: OpenApiContent;
  headers?: Record<string, { description: string; schema: JsonSchema }>;
};
export type OpenApiOperation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters: OpenApiParameter[];
  requestBody?: { required: true; content: OpenApiContent };
  responses: Record<string, OpenApiResponse>;
};
export type OpenApiDocument = {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, JsonSchema> };
};

/**
 * The HTTP API as OpenAPI 3.1, made from the schemas that parse the requests. By zod's own JSON Schema, which 3.1 takes as
 * it is: @asteasolutions/zod-to-openapi 9.1.0 loses "or null" on named schemas and needs zod patched before any schema is made.
 */
export function openApiDocument(): OpenApiDocument {
  return {
    openapi: "3.1.0",
    info: { title: "Turnscope", version: apiVersion, description: description.join("\n\n") },
    servers: [{ url: "/" }],
    tags: Object.entries(tags).map(([name, text]) => ({ name, description: text })),
    paths: toPaths(),
    components: { schemas: namedJsonSchemas() },
  };
}

const description = [
  "Everything the page does can be scripted. Ids in paths and queries are percent-encoded and may hold anything.",
  "Paths into state are RFC 6901 JSON Pointers from the scope's root, such as `/userProfile/name`.",
  "Errors are `application/problem+json` (RFC 9457): `code` is stable, `detail` says what to do. What is wrong with a request is listed in `errors`.",
  "Writes say what they read: `If-Match` with an eTag, or `*`.",
  "New members may appear in answers at any time; whatever else could trip a client raises the first number of the version.",
];

const tags: Record<Operation["tag"], string> = {
  Server: "Is it up?",
  Access:
    "Who may come in, and with which role. On a machine of one's own nobody signs in; scripts send `Authorization: Bearer` and an API key.",
  Masking:
    "Whose values may be seen. Those of a bot that is marked as production are masked, each type as itself and whatever its length, until somebody unmasks the person.",
  Bots: "What there is to talk to: bots in this process, and bots elsewhere that are reached over HTTP.",
  Storage: "Where bots elsewhere keep their state, in any language: the SDKs' Storage over HTTP. Every call shows the bot's storage key.",
  Conversations: "One bot, one or more people, one transcript.",
  Members: "The people of a conversation, and whether the bot keeps what it knows of them apart.",
  "Sign-in": "People who sign in to a connection of a bot, such as with its OAuth prompt, without any account.",
  Activities: "What is said, in either direction.",
  State: "What the bot remembers, in four scopes: user, conversation, private (user in conversation) and dialog.",
  Turns: "One incoming activity and all it causes.",
  "Protocol log": "What went over the wire between Turnscope, a bot elsewhere and Direct Line clients; secrets are left out.",
  History: "State as it was: put it back, take another path from there, compare, and find out where a value comes from.",
  Snapshots: "State saved under a name, to go back to, to start from, and to carry to another Turnscope as a file.",
  Memory: "What a bot remembers at all, in the words of those who answer for it.",
  Personas: "Who a tester can be: an id and name, and what the bot is to remember at the start.",
  People: "Whom the bots know, and what they remember about each, in words and with the sentence it came from.",
  Privacy:
    "What people ask for under data protection law, and what may be done with their data: cases, copies, corrections, restrictions, holds, retention.",
  Files: "A whole conversation as one file, and such a file opened to be looked at.",
  Audit: "Who did what with people's data: a log that is only added to, chained by hashes and signed.",
};

function toPaths(): OpenApiDocument["paths"] {
  const paths: OpenApiDocument["paths"] = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: toOperation(operation) };
  }
  return paths;
}

function toOperation(operation: Operation): OpenApiOperation {
  const { id, tag, summary, params, query, headers, body } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(operation.description ? { description: operation.description } : {}),
    parameters: [...toParameters(params, "path"), ...toParameters(query, "query"), ...toParameters(headers, "header")],
    ...(body ? { requestBody: { required: true, content: toBodyContent(body) } } : {}),
    responses: { ...toSuccess(operation), ...toFailures(operation) },
  };
}

function toParameters(schema: z.ZodObject, place: OpenApiParameter["in"]): OpenApiParameter[] {
  const { properties = {}, required = [] } = toJsonSchema(schema);
  return Object.entries(properties).map(([name, property]) => {
    const { description: text, ...rest } = property as JsonSchema;
    return { name, in: place, required: required.includes(name), ...(text ? { description: text } : {}), schema: rest };
  });
}

function toBodyContent({ mediaTypes, schema, example, texts }: OperationBody<z.ZodType>): OpenApiContent {
  if (!texts) return toContent(mediaTypes, schema, example);
  return Object.fromEntries(
    Object.entries(texts).map(([type, text]) => [type, { schema: toJsonSchema(text.schema), example: text.example }]),
  );
}

function toContent(mediaTypes: readonly string[], schema: z.ZodType, example?: unknown): OpenApiContent {
  const content = { schema: toJsonSchema(schema), ...(example === undefined ? {} : { example }) };
  return Object.fromEntries(mediaTypes.map((type) => [type, content]));
}

function toSuccess({ answer }: Operation): Record<string, OpenApiResponse> {
  const headers = Object.entries(answer.headers ?? {}).map(
    ([name, text]) => [name, { description: text, schema: { type: "string" } }] as const,
  );
  return {
    [answer.status]: {
      description: answer.description,
      content: { ...toContent(["application/json"], answer.schema), ...toContent(answer.texts ?? [], z.string()) },
      ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
    },
  };
}

/** One response for each status; the codes that share it are told apart by `code`. */
function toFailures({ errors, right }: Operation): Record<string, OpenApiResponse> {
  const byStatus = new Map<number, ErrorCode[]>();
  const codes = new Set<ErrorCode>([...errors, ...refusals(right), "internal"]);
  for (const code of codes) byStatus.set(errorStatus[code], [...(byStatus.get(errorStatus[code]) ?? []), code]);
  const content = toContent(["application/problem+json"], problem);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { description: codes.map((code) => `\`${code}\``).join(", "), content }]),
  );
}

/** What is refused to whoever asks without being signed in, or without the right. */
function refusals(right: Operation["right"]): ErrorCode[] {
  if (right === "anyone" || right === "own-key") return [];
  return right === "signed-in" ? ["sign_in_required"] : ["sign_in_required", "not_allowed"];
}
