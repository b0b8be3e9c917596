import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

// Looks for texts in the bytes of files, and in a compacted copy of the database, which holds what is there logically and nothing else.
// What it is asked and answers: db.ts (Upkeep.scan).

const chunkBytes = 4 * 1024 * 1024;
/** @type {{ database: string | null, files: string[], folder: string, skip: string[], texts: string[][], kept: string[] }} */
const { database, files, folder, skip, texts, kept } = workerData;

/** @param {string} place @returns {string[]} */
function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place).flatMap((name) => (skip.includes(name) ? [] : filesBelow(path.join(place, name))));
}

/** Which forms (by number of text and form) stand in a file. @param {string} file @param {Map<string, Buffer>} forms @returns {Set<string>} */
function formsIn(file, forms) {
  const found = new Set();
  const longest = Math.max(0, ...[...forms.values()].map((form) => form.length));
  const buffer = Buffer.alloc(chunkBytes + longest);
  const handle = openSync(file, "r");
  try {
    let kept = 0;
    for (let read = readSync(handle, buffer, 0, chunkBytes, null); read > 0; read = readSync(handle, buffer, kept, chunkBytes, null)) {
      const bytes = buffer.subarray(0, kept + read);
      for (const [key, form] of forms) if (!found.has(key) && bytes.includes(form)) found.add(key);
      kept = Math.min(longest, bytes.length);
      buffer.copyWithin(0, bytes.length - kept, bytes.length);
    }
  } finally {
    closeSync(handle);
  }
  return found;
}

/** @returns {Set<string>} what stands in what is there logically: other texts that these are a part of */
function formsInCopy(forms) {
  if (database === null) return new Set();
  const copy = `${database}.scan`;
  rmSync(copy, { force: true });
  const connection = new Database(database, { readonly: true });
  try {
    connection.prepare("VACUUM INTO ?").run(copy);
    return formsIn(copy, forms);
  } finally {
    connection.close();
    rmSync(copy, { force: true });
  }
}

const forms = new Map(texts.flatMap((some, text) => some.map((form, index) => [`${text}.${index}`, Buffer.from(form, "utf8")])));
const inCopy = formsInCopy(forms);
const sought = new Map([...forms].filter(([key]) => !inCopy.has(key)));
const elsewhere = new Map([...sought, ...kept.map((text, index) => [`kept.${index}`, Buffer.from(text, "utf8")])]);
const own = files.map((file) => path.resolve(file));
const all = [...new Set([...own.filter((file) => existsSync(file)), ...filesBelow(path.resolve(folder))])].filter(
  (file) => !file.endsWith(".scan"),
);
const hits = all.flatMap((file) => {
  const found = formsIn(file, own.includes(file) ? sought : elsewhere);
  return found.size === 0 ? [] : [{ file: path.basename(file), forms: found.size }];
});
parentPort?.postMessage({ files: all.length, forms: sought.size, ambiguous: inCopy.size, hits });
