import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";

const compress = promisify(gzip);

/**
 * Lays a compressed copy beside each script and style of the build; app/serve-compressed.ts sends those.
 * @param {string} folder
 */
export async function compressStatic(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:js|css)$/.test(name));
  await Promise.all(names.map((name) => compressFile(path.join(folder, name))));
}

/** @param {string} file */
async function compressFile(file) {
  await writeFile(`${file}.gz`, await compress(await readFile(file), { level: constants.Z_BEST_COMPRESSION }));
}
