import { addMember, checkLeaks, listAllMembers, removeMember } from "@/lib/conversations";
import type { TurnDetail } from "@/lib/model";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/members";

export const memberHandlers = [
  handle(operations.listMembers, async ({ params }) => ({ body: await listAllMembers(params.conversationId) })),
  handle(operations.addMember, async ({ params, body }) => toChange(params.conversationId, await addMember(params.conversationId, body))),
  handle(operations.removeMember, async ({ params }) =>
    toChange(params.conversationId, await removeMember(params.conversationId, params.userId)),
  ),
  handle(operations.checkLeaks, async ({ params, query }) => ({ body: await checkLeaks(params.conversationId, query.from) })),
];

async function toChange(conversationId: string, { number, outcome, durationMs, error, replies }: TurnDetail) {
  const { members } = await listAllMembers(conversationId);
  return { body: { members, turn: { number, outcome, durationMs, error }, replies } };
}
