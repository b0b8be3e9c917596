import pino, { type DestinationStream, type Logger } from "pino";
import { isHarnessError } from "@/lib/model";

export type FailureLog = { report(route: string, error: unknown): void };

/** Writes what went wrong, never whom it concerned: messages quote values, so only names, codes and stack frames are kept. */
export function createFailureLog(destination: DestinationStream = pino.destination({ fd: 2, sync: true })): FailureLog {
  const log: Logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return { report: (route, error) => log.error({ route, causes: describeCauses(error) }, "request failed") };
}

type FailureCause = { name: string; code?: string; frames: string[] };

const maxCauses = 5;

function describeCauses(error: unknown): FailureCause[] {
  const causes: FailureCause[] = [];
  for (let cause = error; cause instanceof Error && causes.length < maxCauses; cause = cause.cause) causes.push(describeCause(cause));
  return causes.length > 0 ? causes : [{ name: typeof error, frames: [] }];
}

function describeCause(error: Error): FailureCause {
  const code = isHarnessError(error) ? error.code : "code" in error ? String(error.code) : undefined;
  return { name: identifier(error.name), ...(code === undefined ? {} : { code: identifier(code) }), frames: framesOf(error) };
}

/** The stack starts with the message, whose lines may look like frames. */
function framesOf(error: Error): string[] {
  const messageLines = error.message.split("\n");
  return (error.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line) && !messageLines.includes(line));
}

/** What a library calls its errors is a word; anything else may be text of a person. */
function identifier(text: string): string {
  return /^[\w.-]{1,60}$/.test(text) ? text : "unnamed";
}
