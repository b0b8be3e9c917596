import * as z from "zod";
import * as model from "@/lib/model";

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Schemas that the document names once and refers to. */
const named: Record<string, z.ZodType> = {
  Bot: model.listedBot,
  Change: model.changeSchema,
  Classification: model.classification,
  Conversation: model.conversationSummary,
  DictionaryPath: model.dictionaryPath,
  Finding: model.finding,
  HandWrite: model.handWrite,
  PatchOperation: model.patchOperation,
  Persona: model.storedPersona,
  Problem: model.problem,
  ScopeState: model.scopeState,
  AllScopes: model.allScopes,
  SnapshotFile: model.snapshotFile,
  SnapshotSummary: model.snapshotSummary,
  StateWriter: model.stateWriter,
  TurnDetail: model.turnDetail,
  TurnError: model.turnError,
  TurnSummary: model.turnSummary,
};

const names = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(named)) names.add(schema, { id });

/** A zod schema as the JSON Schema of what one writes (not of what it is turned into), with references into the document. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  const made = z.toJSONSchema(schema, { metadata: names, io: "input", unrepresentable: "any", override: describe });
  const { $schema: _, $defs: __, ...rest } = made as JsonSchema;
  return pointIntoDocument(rest);
}

/** What `components.schemas` holds. */
export function namedJsonSchemas(): Record<string, JsonSchema> {
  const { $defs = {} } = z.toJSONSchema(z.object(named), {
    metadata: names,
    io: "input",
    unrepresentable: "any",
    override: describe,
  }) as JsonSchema;
  return Object.fromEntries(Object.keys(named).map((id) => [id, pointIntoDocument(withoutId($defs[id] as JsonSchema))]));
}

/** Our registry of names stands in for zod's global one, so what that says of a schema is added here. */
function describe({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  Object.assign(jsonSchema, z.globalRegistry.get(zodSchema));
  // zod bounds whole numbers by what JavaScript can hold, which says nothing to a reader.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

function withoutId({ id: _, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

function pointIntoDocument(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/')) as JsonSchema;
}
