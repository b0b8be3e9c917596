import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { requireListedBot } from "../bot-settings";
import { changeBot } from "./change-bot";
import { deleteBot } from "./delete-bot";
import { readBotsFile } from "./read-bots-file";

const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-bots-file-"));
const file = path.join(folder, "bots.json");
const weather = {
  id: "weather",
  name: "Weather",
  endpoint: "http://127.0.0.1:3978/api/messages",
  appId: "app-1",
  appPassword: "quite secret",
};

beforeAll(() => {
  Object.assign(process.env, { TURNSCOPE_DATA: folder, TURNSCOPE_REMOTE_BOTS: file });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (bots: unknown) => writeFileSync(file, typeof bots === "string" ? bots : JSON.stringify(bots));

/** As a new process on the same database does. */
function restart(): void {
  for (const name of ["bot-registry", "bot-settings"]) Reflect.deleteProperty(globalThis, Symbol.for(`turnscope.${name}`));
}

onEachDatabase(() => {
  test("the bots of the file are there after the start, and changes of the file after the next one", async () => {
    write([weather]);
    restart();
    expect(await requireListedBot("weather")).toMatchObject({
      name: "Weather",
      host: "remote",
      remote: { endpoint: weather.endpoint, hasPassword: true },
    });
    expect(JSON.stringify(await (await db()).query(sql`SELECT * FROM remote_bot`))).not.toContain(weather.appPassword);
    write([{ ...weather, name: "Wetter", timeoutMs: 900 }]);
    restart();
    expect(await requireListedBot("weather")).toMatchObject({ name: "Wetter", remote: { timeoutMs: 900 } });
  });

  test("a bot that the file no longer names stays as it was last, until it is deleted", async () => {
    write([weather]);
    restart();
    await changeBot("weather", { name: "Changed", overlapTurns: true });
    write([]);
    restart();
    expect(await requireListedBot("weather")).toMatchObject({ name: "Changed", overlapTurns: true, remote: { hasPassword: true } });
    await deleteBot("weather");
    restart();
    await expect(requireListedBot("weather")).rejects.toMatchObject({ code: "bot_not_found" });
  });
});

test.each([
  ["no JSON", "{", "is not JSON"],
  ["no list", {}, "is not a list of bots"],
  ["a bot without an id", [{ ...weather, id: undefined }], "[0].id"],
  ["a misspelt member", [{ ...weather, appPasword: "quite secret" }], "[0]"],
  ["a bot twice", [weather, weather], "two bots weather"],
])("a file with %s is refused, without a word of what is in it", async (_, content, words) => {
  write(content);
  const refused = await readBotsFile(file).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "invalid_setting", userMessage: expect.stringContaining(words) });
  expect(JSON.stringify(refused)).not.toContain("quite secret");
});

test("a file that is not there is named by its setting", async () => {
  await expect(readBotsFile(path.join(folder, "missing.json"))).rejects.toMatchObject({
    code: "invalid_setting",
    userMessage: expect.stringContaining("cannot be read"),
  });
});
