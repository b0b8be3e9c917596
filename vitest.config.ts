import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["{app,components,lib,prisma}/**/*.test.{ts,tsx}", "*.test.ts"],
    globalSetup: ["lib/db/testing/global-setup.ts"],
    setupFiles: ["lib/setup/testing/vitest-setup.ts"],
  },
});
