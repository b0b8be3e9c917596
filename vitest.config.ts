import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { ByEnvironment } from "./lib/setup/testing/by-environment.mjs";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["{app,components,lib,prisma}/**/*.test.{ts,tsx}", "*.test.ts"],
    // Vitest leaves one processor free, which on a machine with two is half of it.
    maxWorkers: "100%",
    // Files share a process, but not our modules: lib/setup/testing/forget-earlier-files.ts.
    isolate: false,
    sequence: { sequencer: ByEnvironment },
    globalSetup: ["lib/db/testing/global-setup.ts"],
    // On a busy machine a test that talks to a database or starts a process may take a while; one that hangs ends all the same.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: ["lib/setup/testing/vitest-setup.ts"],
  },
});
