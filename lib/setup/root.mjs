import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. Everything in lib/setup works from here, wherever it was called. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {string[]} parts */
export function inRoot(...parts) {
  return path.join(root, ...parts);
}
