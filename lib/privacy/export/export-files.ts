import { existsSync, mkdirSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { env } from "@/lib/env";

/** Where exports lie until they expire: beside the database, readable by nobody else. */
export function exportsFolder(): string {
  return path.join(env().dataFolder, "exports");
}

export async function writeExport(id: string, bytes: Uint8Array): Promise<void> {
  mkdirSync(exportsFolder(), { recursive: true, mode: 0o700 });
  await writeFile(fileOf(id), bytes, { mode: 0o600, flag: "wx" });
}

/** Null when the file is gone. */
export async function readExportFile(id: string): Promise<Buffer | null> {
  try {
    return await readFile(fileOf(id));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

export async function removeExport(id: string): Promise<void> {
  await rm(fileOf(id), { force: true });
}

/** The ids of all files that are there. */
export async function listExportFiles(): Promise<string[]> {
  if (!existsSync(exportsFolder())) return [];
  const files = (await readdir(exportsFolder())).map((name) => path.parse(name));
  return files.filter(({ name, ext }) => ext === ".zip" && ids.test(name)).map(({ name }) => name);
}

/** Of our own making: letters and digits. */
const ids = /^[0-9a-z]{10,40}$/;

function fileOf(id: string): string {
  if (!ids.test(id)) throw new RangeError("This is no id of an export.");
  return path.join(exportsFolder(), `${id}.zip`);
}
