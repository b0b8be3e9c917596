import { expect } from "vitest";
import * as z from "zod";
import { type OpenApiDocument, type OpenApiResponse, openApiDocument } from "../openapi-document";
import type { JsonSchema } from "../to-json-schema";

const document: OpenApiDocument = openApiDocument();

/** Fails when an answer is not one that the OpenAPI document promises for this operation. */
export function expectDocumented(address: string, method: string, answer: { status: number; contentType: string; body: unknown }): void {
  const pattern = findPattern(address);
  const operation = document.paths[pattern]?.[method.toLowerCase()];
  if (!operation) {
    // The document itself is served too; every other address without an operation answers a problem.
    const isDocument = pattern === "/api/openapi.json" && answer.status === 200;
    expect(answer.contentType).toBe(isDocument ? "application/json" : "application/problem+json");
    return;
  }
  const response: OpenApiResponse | undefined = operation.responses[answer.status];
  expect(response, `${method} ${pattern} answered ${answer.status}, which is not documented: ${JSON.stringify(answer.body)}`).toBeDefined();
  const content = response?.content[answer.contentType];
  expect(content, `${method} ${pattern} answered ${answer.contentType}`).toBeDefined();
  if (content) expectValid(content.schema, answer.body);
}

function expectValid(schema: JsonSchema, body: unknown): void {
  const parsed = validator(schema).safeParse(body);
  expect(parsed.error?.issues ?? []).toEqual([]);
}

const validators = new Map<JsonSchema, z.ZodType>();

/** Made once of each schema: thousands of answers are held against a few hundred. */
function validator(schema: JsonSchema): z.ZodType {
  const made = validators.get(schema) ?? makeValidator(schema);
  validators.set(schema, made);
  return made;
}

function makeValidator(schema: JsonSchema): z.ZodType {
  const standalone = JSON.stringify({ ...schema, $defs: document.components.schemas }).replaceAll("#/components/schemas/", "#/$defs/");
  return z.fromJSONSchema(JSON.parse(standalone) as Parameters<typeof z.fromJSONSchema>[0]);
}

/** The documented path that an address (or the path itself) is of; the address when there is none. */
function findPattern(address: string): string {
  const given = address.split("/");
  const fewestParameters = (one: string, other: string): number => one.split("{").length - other.split("{").length;
  const isOf = (pattern: string): boolean =>
    pattern.split("/").length === given.length &&
    pattern.split("/").every((part, at) => (part.startsWith("{") ? given[at] !== "" : part === given[at]));
  return Object.keys(document.paths).filter(isOf).sort(fewestParameters)[0] ?? address;
}
