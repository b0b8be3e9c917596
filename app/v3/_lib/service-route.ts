/** A request to one of the protocol's own paths. */
export type ServiceRequest = {
  request: Request;
  url: URL;
  /** The path's parameters, decoded. */
  params: Record<string, string>;
  /** The bot whose service address was asked (/service/{token}), checked; null at the protocol's bare paths. */
  servedBotId: string | null;
  /** For the protocol log, what the path does not say: who asks, and about which conversation. */
  tell(known: ToldPlace): void;
};

export type ToldPlace = { botId?: string | null; conversationId?: string | null };

/** One operation of a protocol at its own path; `{name}` is a parameter. What `answer` throws becomes the protocol's error. */
export type ServiceRoute = { method: "GET" | "POST" | "PUT" | "DELETE"; path: string; answer(asked: ServiceRequest): Promise<Response> };

export function jsonAnswer(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers },
  });
}
