import { defineConfig } from "prisma/config";

// `prisma generate` runs no schema engine, yet its CLI wants one present and downloads it. Any executable will do;
// migrations are applied by lib/db with the engine's WebAssembly build, which comes from npm.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({ schema: process.env.TURNSCOPE_PRISMA_SCHEMA ?? "prisma/schema.prisma" });
