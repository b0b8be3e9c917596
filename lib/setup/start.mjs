// `npm start` and, with --dev, `npm run dev`: from a fresh clone to a served page. This file runs before any package is installed.
import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { ensureBuilt } from "./build.mjs";
import { bundleServer, importBundled } from "./bundle.mjs";
import { generate } from "./generate.mjs";
import { ensureInstalled, requireNode } from "./install.mjs";
import { root } from "./root.mjs";
import { runMain, stopOnSignals } from "./run-command.mjs";

// Left to itself V8 lets the heap grow to several times what lives in it before it collects. This one costs a few percent of speed and
// keeps the process under 250 MB; so does --max-semi-space-size in package.json, which cannot be set later.
setFlagsFromString("--heap-growing-percent=20");

await runMain(async () => {
  process.env.TURNSCOPE_STARTED_AT ??= String(Math.round(performance.timeOrigin));
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
  const isDev = process.argv.includes("--dev");
  // @ts-expect-error Next declares NODE_ENV read-only, for programs that it starts; this one starts Next.
  process.env.NODE_ENV = isDev ? "development" : "production";
  // In production the Agents SDK makes no adapter without a client id, not even one that a bot in this process never uses.
  process.env.clientId ??= "turnscope";
  process.env.NEXT_TELEMETRY_DISABLED = "1";

  const releaseSignals = stopOnSignals();
  requireNode();
  await ensureInstalled();
  await generate();
  await bundleServer();
  await (await importBundled("preflight")).preflight();
  if (!isDev) await ensureBuilt();
  releaseSignals();
  // In this process, so that signals and exit codes are the server's own, and a kill leaves nothing behind.
  await importBundled("server");
});
