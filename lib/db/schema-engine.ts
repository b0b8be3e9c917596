import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { processSingleton } from "@/lib/env";
import { catalogueAdapter } from "./catalogue-adapter";
import type { DbLocation } from "./db";
import { sqliteAdapter } from "./open-sqlite";

type EngineModule = typeof import("@prisma/schema-engine-wasm/schema_engine_bg") & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

/**
 * Lends Prisma's schema engine with a database to `use`. Nothing else may have an SQLite file open meanwhile: the engine locks it. The
 * schema is needed for a diff only.
 */
export async function withSchemaEngine<T>(location: DbLocation, use: (engine: SchemaEngine) => Promise<T>, schema?: string): Promise<T> {
  const { SchemaEngine } = await processSingleton("schema-engine", loadEngine);
  const { databaseUrl, dataFolder } = location;
  const opened: SqlDriverAdapter[] = [];
  const factory = tracked(databaseUrl === null ? sqliteAdapter(dataFolder) : catalogueAdapter(databaseUrl), opened);
  const datamodels: [string, string][] | undefined = schema === undefined ? undefined : [["schema.prisma", schema]];
  try {
    return await use(await SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory)));
  } finally {
    for (const adapter of opened) await adapter.dispose();
  }
}

/** The engine leaves closing its connections to us, so they are listed in `opened`. */
function tracked(factory: SqlMigrationAwareDriverAdapterFactory, opened: SqlDriverAdapter[]): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = factory;
  const connect = async () => {
    const adapter = await factory.connect();
    opened.push(adapter);
    return adapter;
  };
  return { provider, adapterName, connect, connectToShadowDb: () => factory.connectToShadowDb() };
}

/**
 * The engine's WebAssembly build, since the CLI's own engine would have to be downloaded. The package is written for bundlers that link
 * WebAssembly modules, which Node does not, so it is linked here by hand; its glue serves one instance per process.
 */
async function loadEngine(): Promise<EngineModule> {
  const folder = path.dirname(createRequire(path.join(process.cwd(), "package.json")).resolve("@prisma/schema-engine-wasm"));
  const glue: EngineModule = await import(/* turbopackIgnore: true */ pathToFileURL(path.join(folder, "schema_engine_bg.js")).href);
  const module = await WebAssembly.compile(readFileSync(path.join(folder, "schema_engine_bg.wasm")));
  const { exports } = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports });
  glue.__wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  return glue;
}
