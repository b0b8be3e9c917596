import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { openApiDocument } from "../_lib/openapi-document";
import { listOperations } from "./list-operations";
import { OperationSection } from "./operation-section";
import { SchemaView } from "./schema-view";
import { typeWords } from "./type-words";

const document = openApiDocument();
const operations = listOperations(document).flatMap((group) => group.operations);

/** The text a reader sees. */
function textOf(element: React.ReactElement): string {
  return renderToStaticMarkup(element)
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
}

test("every operation of the document is listed, once", () => {
  const documented = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(documented.sort());
});

test.each(operations.map((entry) => [entry.operation.operationId, entry] as const))(
  "%s is shown with its address, parameters, answers and errors",
  (id, entry) => {
    const text = textOf(<OperationSection entry={entry} origin="http://localhost:1" />);
    const { summary, parameters, responses } = entry.operation;
    for (const shown of [summary, entry.path, ...parameters.map(({ name }) => name), ...Object.keys(responses)])
      expect(text).toContain(shown);
    expect(renderToStaticMarkup(<OperationSection entry={entry} origin="" />)).toContain(`id="${id}"`);
  },
);

test("a schema shows its properties, which are optional, and links what has a name", () => {
  const markup = renderToStaticMarkup(
    <SchemaView
      schema={{
        type: "object",
        properties: {
          name: { type: "string", maxLength: 5 },
          state: { anyOf: [{ $ref: "#/components/schemas/ScopeState" }, { type: "null" }] },
        },
        required: ["state"],
      }}
    />,
  );
  expect(markup).toContain('href="#schema-ScopeState"');
  expect(textOf(<SchemaView schema={{ type: "array", items: { type: "object", properties: { deep: { type: "integer" } } } }} />)).toContain(
    "deep",
  );
  expect(markup.split("optional")).toHaveLength(2);
});

test.each([
  [{ type: "string" }, "string"],
  [{ type: ["string", "null"] }, "string or null"],
  [{ type: "integer", minimum: 1, maximum: 5 }, "integer (1 to 5)"],
  [{ type: "integer", minimum: 0 }, "integer (from 0)"],
  [{ enum: ["a", "b"] }, '"a" | "b"'],
  [{ const: "ok" }, '"ok"'],
  [{ type: "array", items: { $ref: "#/components/schemas/Bot" } }, "list of Bot"],
  [{ anyOf: [{ $ref: "#/components/schemas/Bot" }, { type: "null" }] }, "Bot or null"],
  [{}, "any JSON"],
] as const)("%j is %s", (schema, words) => {
  expect(typeWords(JSON.parse(JSON.stringify(schema)))).toBe(words);
});
