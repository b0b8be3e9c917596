import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { bundle } from "../bundle.mjs";
import { inRoot } from "../root.mjs";

/**
 * Programs that a test file runs again and again in processes of their own, by name, compiled once: a loader would translate hundreds of
 * modules at each start. Answers where each one lies until the file ends; those that import one another share it.
 */
export async function bundlePrograms<Name extends string>(programs: Record<Name, URL>): Promise<(name: Name) => string> {
  mkdirSync(inRoot(".cache"), { recursive: true });
  const folder = mkdtempSync(inRoot(".cache", "programs-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const files = Object.entries<URL>(programs).map(([name, url]) => [name, fileURLToPath(url)]);
  await bundle(Object.fromEntries(files), folder);
  return (name) => `${folder}/${name}.mjs`;
}
