import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { version as productVersion } from "@/package.json";
import { createBotRegistry } from ".";
import { TestStorage } from "./testing/test-conversation";

const sampleIds = ["state-management", "profile", "trip-planner", "state-management-agents"];
const good = `{ id: "mine", name: "Mine", description: "My bot.", createBot: () => ({ run: async (context) => { await context.sendActivity("mine"); } }) }`;

async function load(modulePath: string | null) {
  const registry = await createBotRegistry({ modulePath, directStorageFor: () => new TestStorage() });
  return { registry, own: registry.list().filter((bot) => !sampleIds.includes(bot.id)) };
}

async function loadFile(name: string, text: string) {
  const folder = await mkdtemp(join(tmpdir(), "bots-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), text);
  return load(join(folder, name));
}

test("the samples are all there and ready", async () => {
  const { registry, own } = await load(null);
  expect(registry.list().map((bot) => [bot.id, bot.status])).toEqual(sampleIds.map((id) => [id, "ready"]));
  expect(own).toEqual([]);
  expect(registry.require("profile")).toMatchObject({
    keyStyle: "state-class",
    version: productVersion,
    summary: { host: "botframework-v4" },
  });
  expect(registry.require("state-management-agents")).toMatchObject({ keyStyle: "turn-state", summary: { host: "agents-sdk" } });
});

test.each([
  ["an ESM default export", "bots.mjs", `export default ${good};`],
  ["an ESM list", "bots.mjs", `export default [${good}];`],
  ["an ESM export named bots", "bots.mjs", `export const bots = [${good}];`],
  ["module.exports", "bots.cjs", `module.exports = ${good};`],
  ["a list as module.exports", "bots.cjs", `module.exports = [${good}];`],
  ["exports.bots", "bots.cjs", `exports.bots = [${good}];`],
  [
    "a default export compiled to CommonJS",
    "bots.cjs",
    `Object.defineProperty(exports, "__esModule", { value: true }); exports.default = ${good};`,
  ],
])("a module may give its bots as %s", async (_how, name, text) => {
  const { registry, own } = await loadFile(name, text);
  expect(own).toEqual([{ id: "mine", name: "Mine", description: "My bot.", host: "botframework-v4", status: "ready" }]);
  expect(registry.require("mine").summary.id).toBe("mine");
});

test.each([["a file that is missing", "absent.mjs", /Cannot find|ENOENT|not exist|Failed to load/i]])(
  "%s is listed as failed, with the reason",
  async (_what, name, reason) => {
    const { registry, own } = await load(join(tmpdir(), "no-such-folder", name));
    expect(own).toMatchObject([{ id: "absent", status: "failed", error: expect.stringMatching(reason) }]);
    expect(registry.list()).toHaveLength(sampleIds.length + 1);
  },
);

test.each([
  ["a syntax error", "export default {", /./],
  ["an error at load", `throw new Error("no licence")`, /no licence/],
  ["no export", "export const other = 1;", /neither a default export nor an export named bots/],
  ["an empty list", "export default [];", /empty list/],
  ["a definition that is none", "export default 7;", /not the definition of a bot/],
  ["no createBot", `export default { id: "mine", name: "Mine", description: "x" };`, /createBot must be a function/],
  ["an id that cannot be one", `export default { ...${good}, id: "a/b" };`, /id must be/],
  ["an unknown host", `export default { ...${good}, host: "carrier-pigeon" };`, /host/],
  ["a createBot that throws", `export default { ...${good}, createBot() { throw new Error("no licence"); } };`, /no licence/],
  ["a createBot that rejects", `export default { ...${good}, async createBot() { throw "no licence"; } };`, /no licence/],
  ["a bot without run", `export default { ...${good}, createBot: () => ({}) };`, /function run\(context\)/],
])("a module with %s is listed as failed and the rest run", async (_what, text, reason) => {
  const { registry, own } = await loadFile("bots.mjs", text);
  expect(own).toMatchObject([{ status: "failed", error: expect.stringMatching(reason) }]);
  expect(registry.list().filter((bot) => bot.status === "ready")).toHaveLength(sampleIds.length);
  expect(() => registry.require(own[0]?.id ?? "")).toThrow(expect.objectContaining({ code: "bot_failed_to_load" }));
});

test("of two bots with one id the later fails, under an id of its own", async () => {
  const { registry, own } = await loadFile("bots.mjs", `export default [${good}, ${good}, { ...${good}, id: "profile" }];`);
  expect(own).toMatchObject([
    { id: "mine", status: "ready" },
    { id: "mine-2", status: "failed", error: "Another bot has the id mine already; ids must differ." },
    { id: "profile-2", status: "failed" },
  ]);
  expect(registry.require("profile").summary.name).toBe("Profile");
});

test("the bots of the browser tests work, but for one that is there to fail", async () => {
  const { own } = await load("e2e/bots/index.js");
  const works = own.filter(({ id }) => id !== "broken");
  expect(works.map(({ id, status }) => [id, status])).toEqual(works.map(({ id }) => [id, "ready"]));
  expect(works.map(({ id }) => id)).toContain("faulty");
  expect(own).toContainEqual(expect.objectContaining({ id: "broken", status: "failed", error: "The broken bot always fails to start." }));
});

test("a bot that nobody knows is not found", async () => {
  const { registry } = await load(null);
  expect(() => registry.require("constructor")).toThrow(expect.objectContaining({ code: "bot_not_found" }));
});
