import * as z from "zod";
import { said, sizeOf, withAccountIds } from "./masking/mask-marks";

const message = z.object({
  headers: z.record(z.string(), said(z.string())).describe("Secrets are left out"),
  body: said(z.string()).nullable().describe("As text, shortened to 64 KiB; null when there was none or it was no text"),
  bytes: sizeOf(z.number().int()),
});

const parties = ["bot", "client", "login"] as const;

/** One request and its answer, between us and a bot or a client, or the login service of a bot. */
export const protocolExchange = z.object({
  seq: z.number().int(),
  botId: z.string().nullable(),
  conversationId: z.string().nullable(),
  party: z.enum(parties).describe("With whom; `login`: the service that gives tokens for a bot's credentials"),
  direction: z.enum(["in", "out"]).describe("`in`: we were asked; `out`: we asked"),
  method: z.string().describe("`FRAME` for what was sent on a Direct Line stream, which has no answer"),
  url: withAccountIds(z.string()),
  status: z.number().int().nullable().describe("Null when no answer came"),
  durationMs: z.number(),
  request: message,
  response: message.nullable(),
  error: said(z.string()).nullable().describe("Why no answer came"),
  at: z.string().describe("When it began"),
});
export type ProtocolExchange = z.infer<typeof protocolExchange>;

export const protocolLogPage = z.object({
  exchanges: z.array(protocolExchange).describe("By their begin, oldest first"),
  cursor: z.number().int().nullable().describe("Give it back as ?before= for earlier ones; null when there are none"),
});
export type ProtocolLogPage = z.infer<typeof protocolLogPage>;

export const protocolLogFilter = z.object({
  party: z.enum(parties).optional().describe("Only with whom"),
  direction: z.enum(["in", "out"]).optional().describe("Only who asked"),
  status: z.enum(["2xx", "3xx", "4xx", "5xx", "none"]).optional().describe("Only answers of this kind; `none`: no answer came"),
});
export type ProtocolLogQuery = z.infer<typeof protocolLogFilter> & { before?: number; limit: number };
