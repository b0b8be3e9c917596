import { readFileSync } from "node:fs";
import path from "node:path";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import type { DbLocation } from "./db";
import { migrate } from "./migrate";
import { withSchemaEngine } from "./schema-engine";

/** The SQL that the migrations lack to reach prisma/schema.prisma, or null when they reach it. Wants an empty database, and migrates it. */
export async function schemaDrift(location: DbLocation): Promise<string | null> {
  await migrate(location);
  const schema = readFileSync(path.join(process.cwd(), location.databaseUrl === null ? sqliteSchema : postgresSchema), "utf8");
  const files = [{ path: "schema.prisma", content: schema }];
  const diff = (engine: SchemaEngine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: process.cwd() },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: { externalTables: location.databaseUrl === null ? textIndexTables : [], externalEnums: [] },
    });
  const { stdout, exitCode } = await withSchemaEngine(location, diff, schema);
  return exitCode === 0 ? null : (stdout ?? "");
}

/** SQLite's text indexes are virtual tables, each with tables of its own, which no Prisma schema can describe. */
const textIndexTables = ["fact_text", "identity_text"].flatMap((name) => [
  name,
  ...["config", "data", "idx"].map((part) => `${name}_${part}`),
]);

const sqliteSchema = "prisma/schema.prisma";
const postgresSchema = "lib/db/generated/postgresql.prisma";
