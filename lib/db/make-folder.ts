import { mkdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Creates a folder and its parents, or throws the system's error. Node's own `recursive` never returns where a parent exists
 * and yet nothing can be made in it, as below /proc.
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder);
}
