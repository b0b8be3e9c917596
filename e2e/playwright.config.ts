import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { browserFlags } from "../lib/setup/browser.mjs";
import { freePort } from "../lib/setup/free-port.mjs";

// Tools that only look at this file run it too, so it does nothing but choose. Workers run it again, so what was chosen, and the
// browser that global-setup.ts found, is kept in the environment, which they inherit.
process.env.TURNSCOPE_E2E_PORT ??= String(await freePort());
process.env.TURNSCOPE_E2E_DATA ??= path.join(os.tmpdir(), `turnscope-e2e-${process.pid}`);

const baseURL = `http://127.0.0.1:${process.env.TURNSCOPE_E2E_PORT}`;
const root = path.resolve(import.meta.dirname, "..");
const bots = path.join(root, "e2e", "bots", "index.js");

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  globalSetup: "./global-setup.ts",
  fullyParallel: true,
  workers: 2,
  // A shared machine can starve a browser for seconds. A second try is told of as "flaky", by name; locally there is none.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  // Generous, for machines that do other things besides: a test that passes waits no longer than it must.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // A trace of every test doubles the run; `--trace on` makes one of the test that is looked into.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.TURNSCOPE_CHROMIUM, args: browserFlags },
  },
  webServer: {
    command: "node lib/setup/start.mjs",
    cwd: root,
    url: `${baseURL}/api/health`,
    timeout: 300_000,
    reuseExistingServer: false,
    // Stopped as a person would, so that the run also sees whether the server can end well.
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "pipe",
    env: {
      HOST: "127.0.0.1",
      PORT: process.env.TURNSCOPE_E2E_PORT,
      DATABASE_URL: "",
      TURNSCOPE_DATA: process.env.TURNSCOPE_E2E_DATA,
      TURNSCOPE_BOTS: existsSync(bots) ? bots : "",
    },
  },
});
