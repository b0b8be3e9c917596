import { expect, test, vi } from "vitest";
import { processSingleton } from "./process-singleton";

test("a value is made once per process, also for a second copy of the module", async () => {
  const first = processSingleton("test-value", () => ({ made: 1 }));
  vi.resetModules();
  const copy = await import("./process-singleton");
  expect(copy.processSingleton).not.toBe(processSingleton);
  expect(copy.processSingleton("test-value", () => ({ made: 2 }))).toBe(first);
});
