import { expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();
const bot = "obedient";

async function remember(scope: string, data: unknown): Promise<void> {
  const { address } = await api.start();
  const { status } = await api.call("PUT", `${address}/state/${scope}`, { body: { data }, headers: { "if-match": "*" } });
  expect(status).toBe(200);
}

test("a path is in the dictionary from its first write on, unclassified, with where it was written", async () => {
  await remember("user", { profile: { sizes: [{ value: "M" }, { value: 4 }] } });
  const { status, body } = await api.call("GET", `/api/bots/${bot}/dictionary?scope=user`);
  expect(status).toBe(200);
  expect(body.paths.find(({ path }: { path: string }) => path === "/profile/sizes[]/value")).toMatchObject({
    scope: "user",
    types: ["string", "number"],
    people: 1,
    facts: 2,
    bytes: 2,
    isClassified: false,
    label: null,
    firstWrite: { kind: "edit", by: "api" },
    examples: [
      { type: "string", text: "M", isMasked: false },
      { type: "number", text: "4", isMasked: false },
    ],
  });
  const counts = (await api.call("GET", "/api/dictionaries")).body.bots.find(({ botId }: { botId: string }) => botId === bot);
  expect(counts).toEqual({ botId: bot, name: expect.any(String), total: body.total, unclassified: body.unclassified });
});

test("the dictionary is read in pages, each path once, and a cursor of somebody else is refused", async () => {
  await remember("conversation", { a: 1, b: 2, c: { "x/y": 3, "~": 4, "😀.z": 5 } });
  const whole = (await api.call("GET", `/api/bots/${bot}/dictionary`)).body.paths.map(({ id }: { id: string }) => id);
  const inPages: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { paths: { id: string }[]; cursor: string | null } = (
      await api.call("GET", `/api/bots/${bot}/dictionary?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`)
    ).body;
    inPages.push(...page.paths.map(({ id }) => id));
    cursor = page.cursor;
  }
  expect(inPages).toEqual(whole);
  expect((await api.call("GET", `/api/bots/${bot}/dictionary?cursor=nonsense`)).body).toMatchObject({
    status: 400,
    code: "invalid_cursor",
  });
  expect((await api.call("GET", "/api/bots/nobody/dictionary")).body.code).toBe("bot_not_found");
});

test("paths are described over HTTP, kept as files, and taken over from files", async () => {
  await remember("user", { colour: "red" });
  const find = async () =>
    (await api.call("GET", `/api/bots/${bot}/dictionary?scope=user`)).body.paths.find(({ path }: { path: string }) => path === "/colour");
  const { id } = await find();
  const described = await api.call("PATCH", `/api/bots/${bot}/dictionary`, {
    body: { changes: [{ pathIds: [id], set: { label: "Colour" } }] },
    headers: { "x-turnscope-by": "Zo%C3%AB" },
  });
  expect([described.status, described.body.paths[0].label]).toEqual([200, "Colour"]);
  const address = `/api/bots/${bot}/dictionary/file`;
  const csv = await api.call("GET", `${address}?format=csv`);
  expect(csv.headers.get("content-disposition")).toContain("obedient.dictionary.csv");
  const text = csv.text.replace("Colour", "Favourite colour");
  const taken = await api.call("PUT", address, { text, headers: { "content-type": "text/csv" } });
  expect(taken.body).toMatchObject({ changed: 1, added: 0, unnamed: 0 });
  expect((await api.call("GET", address)).body.paths).toContainEqual(
    expect.objectContaining({ path: "/colour", label: "Favourite colour" }),
  );
  const { body } = await api.call("GET", `/api/bots/${bot}/dictionary/${id}`);
  expect(body.history.map(({ by, fields }: { by: string; fields: unknown }) => [by, fields])).toEqual([
    ["api", [{ field: "label", before: "Colour", after: "Favourite colour" }]],
    ["Zoë", [{ field: "label", before: null, after: "Colour" }]],
  ]);
  expect((await api.call("GET", `/api/bots/${bot}/dictionary/history?limit=1`)).body).toMatchObject({
    changes: [{ by: "api" }],
    cursor: expect.any(String),
  });
});

test("bad descriptions and bad files are refused with what is wrong, and nothing changes", async () => {
  const before = (await api.call("GET", `/api/bots/${bot}/dictionary/file`)).body;
  const describePath = (set: object, pathIds = ["nowhere"]) =>
    api.call("PATCH", `/api/bots/${bot}/dictionary`, { body: { changes: [{ pathIds, set }] } });
  expect((await describePath({ label: "X" })).body).toMatchObject({ status: 404, code: "path_not_found" });
  expect((await describePath({})).body.code).toBe("invalid_request");
  expect((await describePath({ label: "" })).body.code).toBe("invalid_request");
  expect((await describePath({ retentionDays: -1 })).body.code).toBe("invalid_request");
  const put = (text: string, type: string) =>
    api.call("PUT", `/api/bots/${bot}/dictionary/file`, { text, headers: { "content-type": type } });
  expect((await put("scope,path,label\nuser,/a,A\nnowhere,/b,B", "text/csv")).body).toMatchObject({
    status: 422,
    code: "invalid_file",
    faults: [{ line: 3, reason: expect.stringContaining("scope") }],
  });
  expect((await put("{", "application/json")).body).toMatchObject({ code: "invalid_file", faults: [{ line: 1 }] });
  expect((await put("x", "text/plain")).body.code).toBe("unsupported_media_type");
  expect((await api.call("GET", `/api/bots/${bot}/dictionary/file`)).body).toEqual(before);
});
