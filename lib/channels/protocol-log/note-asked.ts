import type { IncomingAnswer, OutgoingRequest } from "../connector/send-request";
import { type NotedExchange, noteExchange } from "./note-exchange";

/** Whose request it is, as far as that is known. */
export type ExchangePlace = Pick<NotedExchange, "botId" | "conversationId">;

/** Puts a request of ours into the protocol log with what came of it, also when no answer came. */
export async function notingExchange(
  place: ExchangePlace & Pick<NotedExchange, "party">,
  request: OutgoingRequest,
  send: () => Promise<IncomingAnswer>,
): Promise<IncomingAnswer> {
  const startedMs = performance.now();
  const { method, url, headers, body } = request;
  const note = (ending: Pick<NotedExchange, "status" | "response" | "error">) =>
    noteExchange({
      ...place,
      direction: "out",
      method,
      url,
      durationMs: Math.round((performance.now() - startedMs) * 100) / 100,
      request: { headers: Object.entries(headers), body },
      ...ending,
    });
  try {
    const answer = await send();
    note({ status: answer.status, response: { headers: flatHeaders(answer), body: answer.bytes }, error: null });
    return answer;
  } catch (error) {
    note({ status: null, response: null, error: error instanceof Error ? error.message : "No answer came." });
    throw error;
  }
}

function flatHeaders({ headers }: IncomingAnswer): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(", ")]]));
}
