import type { JsonSchema } from "../_lib/to-json-schema";

/** A schema's type in a few words; what it holds is shown apart. */
export function typeWords(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const alternatives = alternativesOf(schema);
  if (alternatives) return [...new Set(alternatives.map(typeWords))].join(" or ");
  if (schema.$ref) return refName(schema);
  if (schema.type === "array") return `list of ${typeWords(itemsOf(schema) ?? {})}`;
  const limits = limitWords(schema);
  const type = Array.isArray(schema.type) ? schema.type.join(" or ") : (schema.type ?? "any JSON");
  return limits ? `${type} (${limits})` : type;
}

export function alternativesOf({ anyOf, oneOf }: JsonSchema): JsonSchema[] | undefined {
  return (anyOf ?? oneOf) as JsonSchema[] | undefined;
}

export function itemsOf({ items }: JsonSchema): JsonSchema | undefined {
  return typeof items === "object" && !Array.isArray(items) ? (items as JsonSchema) : undefined;
}

/** "ScopeState" of "#/components/schemas/ScopeState". */
export function refName({ $ref = "" }: JsonSchema): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}

function limitWords({ minimum, maximum, maxLength, maxItems }: JsonSchema): string {
  const range =
    minimum !== undefined && maximum !== undefined ? `${minimum} to ${maximum}` : minimum !== undefined ? `from ${minimum}` : "";
  const length = maxLength !== undefined ? `at most ${maxLength} characters` : "";
  return [range, length, maxItems !== undefined ? `at most ${maxItems}` : ""].filter(Boolean).join(", ");
}
