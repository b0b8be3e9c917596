import { readFileSync } from "node:fs";
import { BaseSequencer } from "vitest/node";

/** @typedef {import("vitest/node").TestSpecification} TestSpecification */

/**
 * Files that need a page come after all others. A process that is asked to change between the two is replaced, and the next one loads
 * every package anew.
 */
export class ByEnvironment extends BaseSequencer {
  /**
   * @override
   * @param {TestSpecification[]} files
   */
  async sort(files) {
    const sorted = await super.sort(files);
    return [...sorted.filter((file) => !needsPage(file)), ...sorted.filter(needsPage)];
  }
}

/** @param {TestSpecification} file */
function needsPage({ moduleId }) {
  return readFileSync(moduleId, "utf8").startsWith("// @vitest-environment happy-dom");
}
