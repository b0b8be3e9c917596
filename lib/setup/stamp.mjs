import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inRoot } from "./root.mjs";

/**
 * One hash over the contents and names of files and folders, given relative to the repository. What does not exist counts as absent.
 * @param {string[]} sources
 * @param {(name: string) => boolean} [isSource] which files of a folder count
 */
export function contentHash(sources, isSource = () => true) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesIn(source, isSource)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * Whether a step has already been done for this hash.
 * @param {string} stampFile
 * @param {string} hash
 */
export function isStamped(stampFile, hash) {
  return existsSync(inRoot(stampFile)) && readFileSync(inRoot(stampFile), "utf8") === hash;
}

/**
 * @param {string} stampFile
 * @param {string} hash
 */
export function writeStamp(stampFile, hash) {
  mkdirSync(path.dirname(inRoot(stampFile)), { recursive: true });
  writeFileSync(inRoot(stampFile), hash);
}

/**
 * @param {string} source
 * @param {(name: string) => boolean} isSource
 * @returns {string[]}
 */
function filesIn(source, isSource) {
  if (!existsSync(inRoot(source))) return [];
  if (!statSync(inRoot(source)).isDirectory()) return [source];
  return readdirSync(inRoot(source), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(source, entry.name);
    if (!isSource(name)) return [];
    return entry.isDirectory() ? filesIn(name, isSource) : [name];
  });
}
