import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

// Looks for texts in the bytes of files, and in a compacted copy of the database, which holds what is there logically and nothing else.
// What it is asked and answers: db.ts (Upkeep.scan).

const chunkBytes = 4 * 1024 * 1024;
/** @type {{ database: string | null, files: string[], folder: string, skip: string[], texts: import("./db").ScannedText[], kept: string[] }} */
const { database, files, folder, skip, texts, kept } = workerData;

/** @param {string} place @returns {string[]} */
function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place).flatMap((name) => (skip.includes(name) ? [] : filesBelow(path.join(place, name))));
}

/** @typedef {{ key: string, form: Buffer, part: string | undefined }} Form by number of text and form, with another that is a part of it */

/** Which of these stand in a file. @param {string} file @param {Form[]} forms @returns {Set<string>} */
function formsIn(file, forms) {
  const found = new Set();
  const longest = forms.at(-1)?.form.length ?? 0;
  const buffer = Buffer.alloc(chunkBytes + longest);
  const handle = openSync(file, "r");
  try {
    let kept = 0;
    for (let read = readSync(handle, buffer, 0, chunkBytes, null); read > 0; read = readSync(handle, buffer, kept, chunkBytes, null)) {
      const bytes = buffer.subarray(0, kept + read);
      for (const { key, form, part } of forms) {
        if (!found.has(key) && (part === undefined || found.has(part)) && bytes.includes(form)) found.add(key);
      }
      kept = Math.min(longest, bytes.length);
      buffer.copyWithin(0, bytes.length - kept, bytes.length);
    }
  } finally {
    closeSync(handle);
  }
  return found;
}

/**
 * Shorter ones first: a text is not looked for in a file in which its half was not found.
 * @param {(readonly [string, Buffer])[]} forms @returns {Form[]}
 */
function withParts(forms) {
  const shortestFirst = [...forms].sort(([, one], [, other]) => one.length - other.length);
  return shortestFirst.map(([key, form], at) => {
    const part = shortestFirst.slice(0, at).find(([, shorter]) => form.includes(shorter));
    return { key, form, part: part?.[0] };
  });
}

/** What stands in what is there logically: other texts that these are a part of. @param {Form[]} forms @returns {Set<string>} */
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

/** @param {string} key @param {string} text */
const asBytes = (key, text) => /** @type {const} */ ([key, Buffer.from(text, "utf8")]);
const wholes = texts.flatMap((text, at) => text.forms.map((form, index) => asBytes(`${at}.${index}`, form)));
const parts = texts.flatMap((text, at) => text.parts.map((part, index) => asBytes(`${at}.part.${index}`, part)));
const inCopy = formsInCopy(withParts([...wholes, ...parts]));
const inNoCopy = (forms) => forms.filter(([key]) => !inCopy.has(key));
const sought = withParts(inNoCopy([...wholes, ...parts]));
// Other files have a text in one piece, or not at all.
const elsewhere = withParts([...inNoCopy(wholes), ...kept.map((text, index) => asBytes(`kept.${index}`, text))]);
const own = files.map((file) => path.resolve(file));
const all = [...new Set([...own.filter((file) => existsSync(file)), ...filesBelow(path.resolve(folder))])].filter(
  (file) => !file.endsWith(".scan"),
);
const hits = all.flatMap((file) => {
  const found = formsIn(file, own.includes(file) ? sought : elsewhere);
  return found.size === 0 ? [] : [{ file: path.basename(file), forms: found.size }];
});
parentPort?.postMessage({ files: all.length, forms: sought.length, ambiguous: inCopy.size, hits });
