import { vi } from "vitest";

/** Ours, but about what stays as we left it: the classes of packages, and the console. */
const ofTheProcess = ["watched-dialogs", "known-dialogs", "turn-scopes", "console-observer"].map((name) => `turnscope.${name}`);

/**
 * Test files that follow one another in a process share the packages they load, which takes longer to load than most files take to run, and
 * nothing else: each begins with modules of ours that nobody has used, without what they keep for the process, and with the environment that
 * the run began with.
 */
export function forgetEarlierFiles(): void {
  vi.resetModules();
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    const name = Symbol.keyFor(key) ?? "";
    if (name.startsWith("turnscope.") && !ofTheProcess.includes(name)) Reflect.deleteProperty(globalThis, key);
  }
  restoreEnvironment();
}

const environmentKey = Symbol.for("the environment that the run began with");

function restoreEnvironment(): void {
  const kept = globalThis as { [environmentKey]?: NodeJS.ProcessEnv };
  kept[environmentKey] ??= { ...process.env };
  for (const name of Object.keys(process.env)) if (!(name in kept[environmentKey])) delete process.env[name];
  Object.assign(process.env, kept[environmentKey]);
}
