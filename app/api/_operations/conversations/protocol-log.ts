import * as z from "zod";
import { protocolLogFilter, protocolLogPage } from "@/lib/model";
import { limitQuery, wholeNumberText } from "../../_lib/list-query";
import { conversationParams, defineOperation } from "../common";

const seq = wholeNumberText({ min: 1, max: 2_147_483_647 });

export const getProtocolLog = defineOperation({
  id: "getProtocolLog",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/protocol-log",
  tag: "Protocol log",
  summary: "Read what went over the wire, the newest page first",
  description:
    "Each request with its answer, between us and the conversation's bot elsewhere or its Direct Line clients. The 5,000 newest are kept. Credentials, cookies, tokens and passwords are left out, service addresses are shortened to `/service/…`, and polls that brought nothing are not noted. A bot in this process has no wire.",
  params: conversationParams,
  query: z.object({ before: seq.optional().describe("A `cursor`; left out, the end"), ...protocolLogFilter.shape, limit: limitQuery }),
  answer: { status: 200, description: "One page, oldest first.", schema: protocolLogPage },
  errors: ["conversation_not_found", "invalid_request"],
});
