import { rmSync } from "node:fs";
import { compressStatic } from "./compress-static.mjs";
import { inRoot } from "./root.mjs";
import { runCommand, SetupError } from "./run-command.mjs";
import { contentHash, isStamped, writeStamp } from "./stamp.mjs";

const stampFile = ".next/turnscope-stamp";

/** All that a build depends on. Absent ones count as absent. */
const sources = [
  "app",
  "components",
  "lib",
  "prisma/schema.prisma",
  "public",
  "next.config.js",
  "package-lock.json",
  "package.json",
  "postcss.config.js",
  "proxy.ts",
  "tsconfig.json",
];

/** Builds the pages when something they depend on has changed since the last build. */
export async function ensureBuilt() {
  const hash = contentHash(sources, isBuilt);
  if (isStamped(stampFile, hash)) return;
  console.log("Building …");
  rmSync(inRoot(stampFile), { force: true });
  const { code, output } = await runCommand(process.execPath, [inRoot("node_modules/next/dist/bin/next"), "build"], {
    env: { NODE_ENV: "production" },
  });
  if (code !== 0) throw new SetupError(`The build failed:\n${output.trim().slice(0, 8000)}`);
  await compressStatic(inRoot(".next/static"));
  writeStamp(stampFile, hash);
}

/** @param {string} name */
function isBuilt(name) {
  return !/\.test\.tsx?$|\.md$|\/generated$|\/testing$|^lib\/setup$/.test(name);
}
