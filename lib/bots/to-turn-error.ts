import type { TurnError } from "@/lib/model";
import type { TurnScope } from "./turn-scope";

/** Anything may be thrown in JavaScript: strings, null, objects whose own properties throw when read. */
export function toTurnError(thrown: unknown): TurnError {
  if (!(thrown instanceof Error)) return { name: "Error", message: describeThrown(thrown) };
  return { name: String(thrown.name), message: String(thrown.message), ...(thrown.stack && { stack: withCause(thrown) }) };
}

/** The bot's own failure comes first; what its onTurnError threw besides is added to it. */
export function toCombinedError({ failures, isHandled }: Pick<TurnScope, "failures" | "isHandled">): TurnError | null {
  const [first, second] = failures;
  if (failures.length === 0) return null;
  const error = toTurnError(first);
  if (failures.length === 1) return isHandled ? { ...error, isHandled } : error;
  const inHandler = toTurnError(second);
  return {
    name: error.name,
    message: `${error.message} (and onTurnError then threw ${inHandler.name}: ${inHandler.message})`,
    stack: `${error.stack ?? error.message}\n\nonTurnError then threw:\n${inHandler.stack ?? inHandler.message}`,
  };
}

function withCause(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error && error.cause !== error
    ? `${stack}\n\ncaused by:\n${error.cause.stack ?? error.cause.message}`
    : stack;
}

function describeThrown(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  try {
    return `The bot threw ${JSON.stringify(thrown) ?? String(thrown)}, which is not an Error.`;
  } catch {
    // A cycle or a throwing getter: its text cannot be had, and reporting must not fail.
    return "The bot threw a value that is not an Error and cannot be shown.";
  }
}
