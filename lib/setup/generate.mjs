import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inRoot } from "./root.mjs";
import { runCommand, SetupError } from "./run-command.mjs";
import { contentHash, isStamped, writeStamp } from "./stamp.mjs";

const folder = "lib/db/generated";
const stampFile = `${folder}/stamp`;
const postgresSchemaFile = `${folder}/postgresql.prisma`;

/** Generates a Prisma client for each database when the schema (or Prisma) has changed since the last time. */
export async function generate() {
  const hash = contentHash(["prisma/schema.prisma", "node_modules/prisma/package.json", "lib/setup/generate.mjs"]);
  if (isStamped(stampFile, hash) && existsSync(inRoot(folder, "postgresql"))) return;
  mkdirSync(inRoot(folder), { recursive: true });
  writeFileSync(inRoot(postgresSchemaFile), postgresSchema(readFileSync(inRoot("prisma/schema.prisma"), "utf8")));
  await Promise.all(["prisma/schema.prisma", postgresSchemaFile].map(generateFrom));
  writeStamp(stampFile, hash);
}

/**
 * The same model for PostgreSQL: Prisma allows one provider per schema file.
 * @param {string} schema
 */
export function postgresSchema(schema) {
  return schema.replace('provider = "sqlite"', 'provider = "postgresql"').replace('"../lib/db/generated/sqlite"', '"./postgresql"');
}

/** @param {string} schemaFile */
async function generateFrom(schemaFile) {
  const args = [inRoot("node_modules/prisma/build/index.js"), "generate"];
  const { code, output } = await runCommand(process.execPath, args, { env: { TURNSCOPE_PRISMA_SCHEMA: schemaFile } });
  if (code !== 0) throw new SetupError(`The database client could not be generated from ${schemaFile}:\n${output}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate();
