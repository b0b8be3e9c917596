import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { webChatAliases } from "./aliases.js";

const root = path.resolve(import.meta.dirname, "../../..");

test("every place that an alias names is there, so that an upgrade that moves one is seen here and not in the browser", () => {
  const targets = Object.values(webChatAliases).filter((target) => target.startsWith("./"));
  const missing = targets.filter((target) => !existsSync(path.join(root, target.replace(/\/\*(\.js)?$/, ""))));
  expect(missing).toEqual([]);
});
