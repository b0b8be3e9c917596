import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { servedTurnscope } from "@/app/v3/_lib/testing/served-turnscope";
import { describeStorageContract } from "@/lib/state/testing";
import { TurnscopeStorage } from "@/lib/storage-client";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();
const turnscope = servedTurnscope();
let key = "";
let otherKey = "";

async function addBot(name: string): Promise<string> {
  const { body } = await api.call("POST", "/api/bots", { body: { name, endpoint: "http://127.0.0.1:9/api/messages" } });
  return body.keys.storageKey;
}

beforeAll(async () => {
  key = await addBot("Keeps its state here");
  otherKey = await addBot("Another");
});

const storageOf = (botKey: string) => new TurnscopeStorage({ url: turnscope.address, key: botKey });

describeStorageContract("Storage over HTTP", () => storageOf(key), {
  isAtomic: true,
  refusesETagOfAbsent: true,
  takesAnyName: true,
  hasLimits: true,
});

const post = (verb: string, body: unknown, authorization = `Bearer ${key}`) =>
  api.call("POST", `/api/storage/${verb}`, { body, headers: authorization === "" ? {} : { authorization } });

test("the answers are what any language can read: items with their eTags, new eTags, keys", async () => {
  const name = "emulator/users/any-language/";
  const written = await post("write", { changes: { [name]: { a: 1, eTag: "*" } } });
  const eTag = written.body.eTags[name];
  expect([written.status, written.body]).toEqual([200, { eTags: { [name]: expect.any(String) } }]);
  expect((await post("read", { keys: [name, "absent"] })).body).toEqual({ items: { [name]: { a: 1, eTag } } });
  expect((await post("write", { changes: { [name]: { a: 2, eTag: "stale" } } })).body).toMatchObject({ code: "stale_etag", status: 412 });
  expect((await post("delete", { keys: [name] })).body).toEqual({ keys: [name] });
  expect((await post("read", { keys: [name] })).body).toEqual({ items: {} });
});

describe.each(["read", "write", "delete"])("%s", (verb) => {
  const body = verb === "write" ? { changes: {} } : { keys: [] };

  test.each(["", "Bearer", "Bearer made-up", "Basic x"])("with the authorization %j is refused", async (authorization) => {
    expect((await post(verb, body, authorization)).body).toMatchObject({ status: 401, code: "credentials_required" });
  });

  test.each([[[]], [{}], [{ keys: "x" }], [{ changes: [] }], [{ keys: [1] }], [{ changes: { a: 1 } }]])(
    "of %j is refused",
    async (wrong) => {
      expect((await post(verb, wrong)).status).toBe(422);
    },
  );
});

test("one bot never sees or changes what another stores under the same key", async () => {
  const [one, other] = [storageOf(key), storageOf(otherKey)];
  await one.write({ shared: { of: "one" } });
  expect(await other.read(["shared"])).toEqual({});
  await other.write({ shared: { of: "other" } });
  await other.delete(["shared"]);
  expect(await one.read(["shared"])).toMatchObject({ shared: { of: "one" } });
});

test("the client loads as CommonJS and as an ES module, under the package's own name", () => {
  const script = `import { createRequire } from "node:module";
    import { TurnscopeStorage } from "turnscope/storage";
    console.log(createRequire(import.meta.url)("turnscope/storage").TurnscopeStorage === TurnscopeStorage, typeof TurnscopeStorage);`;
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  expect(execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd, encoding: "utf8" }).trim()).toBe("true function");
});

test("what is no answer of ours is told with its status", async () => {
  const fetch = async () => new Response("<html>Bad gateway</html>", { status: 502 });
  const storage = new TurnscopeStorage({ url: "http://127.0.0.1:1", key: "k", fetch });
  await expect(storage.read(["a"])).rejects.toMatchObject({ code: "unknown", status: 502, message: "Turnscope answered 502." });
});
