import type * as z from "zod";
import { conversationPath } from "@/components/api/conversation-calls";
import { request } from "@/components/api/request";
import { type ProtocolLogPage, type protocolLogFilter, protocolLogPage } from "@/lib/model";

export type ProtocolFilter = z.infer<typeof protocolLogFilter>;
type PageOptions = { before?: number; signal?: AbortSignal };

export const getProtocolLog = (conversationId: string, filter: ProtocolFilter, { before, signal }: PageOptions): Promise<ProtocolLogPage> =>
  request(`${conversationPath(conversationId)}/protocol-log`, { query: { ...filter, before }, signal, answer: protocolLogPage });
