import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { inRoot, root } from "./root.mjs";
import { SetupError } from "./run-command.mjs";
import { contentHash, isStamped, writeStamp } from "./stamp.mjs";

const folder = ".cache/server";
const stampFile = `${folder}/stamp`;
const entryPoints = {
  server: "server.ts",
  preflight: "lib/setup/preflight.ts",
  // A thread of its own, found by this name beside the server.
  "hints-worker": "lib/hints/worker.ts",
};

/**
 * The server's own TypeScript as plain JavaScript. A loader that translates each file at import would slow every start, since it also
 * has to look at each of the thousands of files that the SDKs load.
 */
export async function bundleServer() {
  const hash = contentHash(["lib", "app", "server.ts", "package-lock.json", "package.json", "tsconfig.json"], isBundled);
  if (isStamped(stampFile, hash)) return;
  await bundle(entryPoints, folder).catch((error) => {
    throw new SetupError(`The server could not be compiled:\n${error.message}`);
  });
  writeStamp(stampFile, hash);
}

/**
 * Programs as plain JavaScript, `name.mjs` each, in a folder of the repository, from where they find the packages.
 * @param {Record<string, string>} programs
 * @param {string} outdir
 */
export async function bundle(programs, outdir) {
  const { build, stop } = await import("esbuild");
  const { dependencies } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  await build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    // The entry points share what they have in common, so that the database is one in both.
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    keepNames: true,
    sourcemap: true,
    // Packages stay where they are, for some load files beside them; zod is many small files, and quicker in one.
    external: Object.keys(dependencies).filter((name) => name !== "zod"),
    define: { "import.meta.dirname": JSON.stringify(root) },
    logLevel: "silent",
  });
  // esbuild works in a process of its own, which would stay.
  await stop();
}

/**
 * @param {keyof typeof entryPoints} name
 * @returns {Promise<any>}
 */
export function importBundled(name) {
  return import(pathToFileURL(inRoot(folder, `${name}.mjs`)).href);
}

/** @param {string} name */
function isBundled(name) {
  return !/\.test\.tsx?$|\.md$|\/testing$/.test(name);
}
