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
