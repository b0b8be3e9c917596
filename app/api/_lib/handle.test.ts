import { expect, test } from "vitest";
import { HarnessError } from "@/lib/model";
import { createFailureLog } from "./failure-log";
import { answeringProblems } from "./handle";

/** An answer to something thrown, and what was logged about it. */
async function answerTo(thrown: unknown): Promise<{ status: number; text: string; logged: string }> {
  const lines: string[] = [];
  const log = createFailureLog({ write: (line) => lines.push(line) });
  const respond = answeringProblems(
    "PUT /api/x/{id}",
    async () => {
      throw thrown;
    },
    log,
  );
  const response = await respond(new Request("http://localhost/api/x/ada@example.org"));
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return { status: response.status, text: await response.text(), logged: lines.join("") };
}

test("an unexpected error is a 500 that says nothing of its text, in the answer or in the log", async () => {
  const { status, text, logged } = await answerTo(new Error("no such column: ada@example.org"));
  expect([status, JSON.parse(text).code]).toEqual([500, "internal"]);
  expect(logged).toContain('"route":"PUT /api/x/{id}"');
  expect(text + logged).not.toContain("ada@example.org");
});

test("an error of ours is told and not logged", async () => {
  const { status, text, logged } = await answerTo(
    new HarnessError("stale_etag", "Somebody was faster.", { details: { current: { a: 1 } } }),
  );
  expect([status, JSON.parse(text)]).toEqual([
    412,
    expect.objectContaining({ code: "stale_etag", detail: "Somebody was faster.", current: { a: 1 } }),
  ]);
  expect(logged).toBe("");
});

test("a failure of the server is told and logged", async () => {
  const { status, logged } = await answerTo(new HarnessError("database_unreachable", "The database does not answer."));
  expect(status).toBe(500);
  expect(logged).toContain('"code":"database_unreachable"');
});

test("what is thrown need not be an error", async () => {
  expect((await answerTo("ada@example.org")).status).toBe(500);
  expect((await answerTo(undefined)).status).toBe(500);
});
