import { processSingleton } from "@/lib/env";
import type { ProtocolExchange } from "@/lib/model";
import { type ExchangeRow, writeExchanges } from "./exchange-rows";
import { redactUrl } from "./redact";
import { toLoggedMessage, type WireMessage } from "./to-message";

export type NotedExchange = Pick<
  ProtocolExchange,
  "botId" | "conversationId" | "party" | "direction" | "method" | "url" | "status" | "durationMs" | "error"
> & {
  request: WireMessage;
  response: WireMessage | null;
  /** Something in it was refused or left out for the standing of whose it is: only that there was something is kept. */
  isKeptOut?: boolean;
};

/** Long enough to gather what belongs to one turn, and short enough to be looked at while it happens. */
const delayMs = 100;
/** What a database that does not keep up leaves unwritten is dropped, the oldest first: a bot must not wait for its log. */
const maxWaiting = 2000;

type Waiting = { exchanges: (NotedExchange & { at: string })[]; timer: NodeJS.Timeout | null; writing: Promise<void>; dropped: number };

const waiting = () =>
  processSingleton("protocol-log", (): Waiting => ({ exchanges: [], timer: null, writing: Promise.resolve(), dropped: 0 }));

/** Puts a request and its answer into the protocol log, without secrets. Costs its caller nothing: it is written in the background. */
export function noteExchange(noted: NotedExchange): void {
  const log = waiting();
  // Noted at its end, and told of by its begin: what a bot asks during its turn comes after what it was asked.
  log.exchanges.push({ ...noted, at: new Date(Date.now() - noted.durationMs).toISOString() });
  if (log.exchanges.length > maxWaiting) {
    log.exchanges.shift();
    log.dropped++;
  }
  log.timer ??= setTimeout(() => void flushProtocolLog(), delayMs).unref();
}

/** Writes what waits; resolves when it is written, or has been told that it could not be. */
export function flushProtocolLog(): Promise<void> {
  const log = waiting();
  if (log.timer) clearTimeout(log.timer);
  log.timer = null;
  log.writing = log.writing.then(() => write(log));
  return log.writing;
}

async function write(log: Waiting): Promise<void> {
  const exchanges = log.exchanges.splice(0);
  if (exchanges.length === 0) return;
  try {
    await writeExchanges(exchanges.map(toRow));
    if (log.dropped > 0) console.warn(`protocol log: ${log.dropped} exchanges were not written, since the database did not keep up`);
    log.dropped = 0;
  } catch (error) {
    // Nobody waits for it, and what it holds may not be printed.
    console.warn(`protocol log: ${exchanges.length} exchanges were not written (${error instanceof Error ? error.name : "no Error"})`);
  }
}

function toRow({ request, response, url, error, ...facts }: NotedExchange & { at: string }): ExchangeRow {
  return {
    ...facts,
    url: redactUrl(url),
    error: error === null ? null : redactUrl(error),
    request: toLoggedMessage(request),
    response: response && toLoggedMessage(response),
  };
}
