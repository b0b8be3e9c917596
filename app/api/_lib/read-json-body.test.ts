import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isHarnessError } from "@/lib/model";
import { type JsonBodyRules, readJsonBody } from "./read-json-body";

const rules: JsonBodyRules = { mediaTypes: ["application/json"], limitBytes: 1000 };

function post(body: BodyInit | null, headers: Record<string, string> = { "content-type": "application/json" }): Request {
  return new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

async function refusalOf(request: Request): Promise<string> {
  try {
    await readJsonBody(request, rules);
  } catch (error) {
    if (isHarnessError(error)) return error.code;
    throw error;
  }
  return "none";
}

test("any JSON value comes through, names like __proto__ included", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
      const text = JSON.stringify(value);
      expect(JSON.stringify(await readJsonBody(post(text), { ...rules, limitBytes: 1_000_000 }))).toBe(text);
    }),
  );
  expect(JSON.stringify(await readJsonBody(post('{"__proto__":{"a":1}}'), rules))).toBe('{"__proto__":{"a":1}}');
});

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/jsonx",
  "application/json; charset=utf-16",
])("%s is not read", async (type) => {
  expect(await refusalOf(post("{}", { "content-type": type }))).toBe("unsupported_media_type");
});

test.each(["application/json", "Application/JSON", "application/json; charset=utf-8", 'application/json;charset="UTF-8"'])(
  "%s is read",
  async (type) => {
    expect(await refusalOf(post("{}", { "content-type": type }))).toBe("none");
  },
);

test("a compressed body is not read", async () => {
  expect(await refusalOf(post("{}", { "content-type": "application/json", "content-encoding": "gzip" }))).toBe("unsupported_media_type");
});

test.each(["", " ", "{", "{'a':1}", "[1,]", "NaN", "nul", "{}{}", "\u0000", '"\n"'])("%j is malformed", async (text) => {
  expect(await refusalOf(post(text))).toBe("malformed_json");
});

test("no body and bytes that are not UTF-8 are malformed", async () => {
  expect(await refusalOf(post(null))).toBe("malformed_json");
  expect(await refusalOf(post(new Uint8Array([0x22, 0xff, 0x22])))).toBe("malformed_json");
});

test("what is wrong is told without quoting the body", async () => {
  await expect(readJsonBody(post('{"name": Ada}'), rules)).rejects.toSatisfy((error: Error) => !error.message.includes("Ada"));
});

test("a hundred thousand levels are refused", async () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  await expect(readJsonBody(post(deep), { ...rules, limitBytes: 1_000_000 })).rejects.toMatchObject({ code: "invalid_request" });
});

describe("a body over the limit", () => {
  test("is refused by its announced length, unread", async () => {
    const { stream, pulled } = countedStream(100);
    const request = post(stream, { "content-type": "application/json", "content-length": "1001" });
    expect(await refusalOf(request)).toBe("body_too_large");
    expect(pulled()).toBeLessThanOrEqual(1);
  });

  test("is refused while it streams when no length was announced", async () => {
    const { stream, pulled, isCancelled } = countedStream(1000);
    expect(await refusalOf(post(stream))).toBe("body_too_large");
    expect(pulled()).toBeLessThan(20);
    expect(isCancelled()).toBe(true);
  });

  test("is refused when it is longer than was announced, which no body that came over HTTP is", async () => {
    const { stream } = countedStream(20);
    expect(await refusalOf(post(stream, { "content-type": "application/json", "content-length": "5" }))).toBe("body_too_large");
  });

  test("exactly at the limit passes", async () => {
    expect(await refusalOf(post(JSON.stringify("x".repeat(998))))).toBe("none");
    expect(await refusalOf(post(JSON.stringify("x".repeat(999))))).toBe("body_too_large");
  });
});

test("a client that leaves in the middle has sent malformed JSON", async () => {
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" })),
  });
  expect(await refusalOf(post(stream))).toBe("malformed_json");
});

function countedStream(chunks: number) {
  let count = 0;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new Uint8Array(100).fill(0x20));
      if (++count === chunks) controller.close();
    },
    cancel: () => {
      cancelled = true;
    },
  });
  return { stream, pulled: () => count, isCancelled: () => cancelled };
}
