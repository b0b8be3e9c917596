import { format } from "node:util";
import { processSingleton } from "@/lib/env";
import { logLevels } from "@/lib/model";
import { currentScope } from "./turn-scope";

type Observing = { printers: WeakSet<object>; isPrinting: boolean };

const observing = processSingleton<Observing>("console-observer", () => ({ printers: new WeakSet(), isPrinting: false }));

/**
 * From now on what a bot prints in a turn is noted at that turn, and printed as before unless the turn is a quiet one. Asked at each turn, since others
 * (frameworks, tests) put methods of their own into the console too.
 */
export function observeConsole(): void {
  for (const level of logLevels) {
    if (!observing.printers.has(console[level])) console[level] = observed(level, console[level]);
  }
}

function observed(level: (typeof logLevels)[number], print: (...parts: unknown[]) => void): (...parts: unknown[]) => void {
  const printer = function (this: unknown, ...parts: unknown[]): void {
    // Another printer of ours may be beneath the one of somebody else that this one calls.
    const isOutermost = !observing.isPrinting;
    if (isOutermost) noteLog(level, parts);
    if (currentScope()?.isQuiet) return;
    observing.isPrinting = true;
    try {
      Reflect.apply(print, this, parts);
    } finally {
      if (isOutermost) observing.isPrinting = false;
    }
  };
  observing.printers.add(printer);
  return printer;
}

function noteLog(level: (typeof logLevels)[number], parts: readonly unknown[]): void {
  const observer = currentScope()?.observer;
  if (!observer) return;
  try {
    observer.noteLog(level, format(...parts));
  } catch {
    // Printing it fails in the same way, which the bot sees as it would without us.
    observer.noteProblem("A log line was not recorded, because it cannot be formatted.");
  }
}
