import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { openApiDocument } from "../_lib/openapi-document";
import { listOperations } from "./list-operations";
import { toCurl } from "./to-curl";

const operations = listOperations(openApiDocument()).flatMap((group) => group.operations);

/** What a shell makes of the command, one argument a line. */
function argumentsOf(command: string): string[] {
  return execFileSync("sh", ["-c", `curl() { printf '%s\\n' "$@"; }\n${command}`], { encoding: "utf8" })
    .trimEnd()
    .split("\n");
}

test.each(operations.map((entry) => [entry.operation.operationId, entry] as const))(
  "a shell reads the example of %s as meant",
  (_, entry) => {
    const args = argumentsOf(toCurl(entry, "http://127.0.0.1:3000"));
    const body = Object.values(entry.operation.requestBody?.content ?? {})[0];
    expect(args.at(-1)).toMatch(/^http:\/\/127\.0\.0\.1:3000\/api\/[\w./-]+$/);
    expect(args.includes("-X") ? args[args.indexOf("-X") + 1] : "GET").toBe(entry.method);
    if (body) expect(JSON.parse(args[args.indexOf("-d") + 1] ?? "")).toEqual(body.example);
  },
);

test("a quote in an example does not end it", () => {
  const content = { "application/json": { schema: {}, example: { text: "it's; rm -rf $HOME" } } };
  const operation = {
    operationId: "x",
    tags: [],
    summary: "",
    parameters: [],
    requestBody: { required: true as const, content },
    responses: {},
  };
  const args = argumentsOf(toCurl({ method: "POST", path: "/api/x", operation }, "http://localhost"));
  expect(JSON.parse(args[args.indexOf("-d") + 1] ?? "")).toEqual({ text: "it's; rm -rf $HOME" });
});
