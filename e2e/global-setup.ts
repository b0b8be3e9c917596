import { rmSync } from "node:fs";
import { findBrowser } from "../lib/setup/browser.mjs";

/** Finds the browser, for the workers' configuration, and removes the run's data at its end. */
export default async function prepare(): Promise<() => void> {
  process.env.TURNSCOPE_CHROMIUM = await findBrowser();
  return () => rmSync(process.env.TURNSCOPE_E2E_DATA ?? "", { recursive: true, force: true });
}
