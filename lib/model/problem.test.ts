import { describe, expect, test } from "vitest";
import { type ErrorCode, errorStatus, HarnessError, isHarnessError } from "./errors";
import { problem, toProblem } from "./problem";

describe("a problem document", () => {
  test.each(Object.keys(errorStatus) as ErrorCode[])("%s is told with its status and sentence", (code) => {
    const document = toProblem(new HarnessError(code, "What to do."));
    expect(document).toEqual({
      type: "about:blank",
      title: code.replaceAll("_", " "),
      status: errorStatus[code],
      code,
      detail: "What to do.",
    });
    expect(problem.safeParse(document).success).toBe(true);
  });

  test("details are members beside the standard ones and never in their place", () => {
    const details = { current: { eTag: "b" }, status: 200, detail: "x", code: "y" };
    expect(toProblem(new HarnessError("stale_etag", "It changed.", { details }))).toMatchObject({
      current: { eTag: "b" },
      status: 412,
      code: "stale_etag",
      detail: "It changed.",
    });
  });

  test.each([new Error("Ann lives in Rome"), "Ann lives in Rome", null, undefined, { message: "Ann lives in Rome" }])(
    "what is not ours is internal, and its text stays inside",
    (error) => {
      const document = toProblem(error);
      expect(document).toMatchObject({ status: 500, code: "internal" });
      expect(JSON.stringify(document)).not.toContain("Ann");
    },
  );
});

describe("our error", () => {
  test("carries code, sentence, details and cause", () => {
    const cause = new Error("disk full");
    const error = new HarnessError("internal", "Try again.", { cause, details: { a: 1 } });
    expect(error).toMatchObject({
      name: "HarnessError",
      code: "internal",
      userMessage: "Try again.",
      message: "Try again.",
      details: { a: 1 },
    });
    expect(error.cause).toBe(cause);
    expect(new HarnessError("not_found", "Gone.").details).toEqual({});
  });

  test("is recognised when another copy of the module made it", () => {
    const other = Object.defineProperty(new Error("x"), Symbol.for("turnscope.HarnessError"), { value: true });
    expect(isHarnessError(other)).toBe(true);
    expect(isHarnessError(new HarnessError("not_found", "x"))).toBe(true);
  });

  test("is not any error that has a code", () => {
    expect(isHarnessError(Object.assign(new Error("x"), { code: "not_found" }))).toBe(false);
    expect([null, undefined, "not_found", 1].some(isHarnessError)).toBe(false);
  });
});
