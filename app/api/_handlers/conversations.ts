import {
  changeConversation,
  listConversations,
  readSnapshotSource,
  requireConversation,
  requirePersona,
  requireSnapshot,
  startConversation,
} from "@/lib/conversations";
import { requireCurrentSnapshot } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/conversations";

export const conversationHandlers = [
  handle(operations.listConversations, async ({ query }, { sight }) => ({
    body: await listConversations({ ...query, without: sight.unknownBots }),
  })),
  handle(operations.startConversation, async ({ body }) => {
    const snapshotId = body.snapshotId ?? (body.personaId && (await requirePersona(body.personaId)).snapshotId);
    if (snapshotId) await requireCurrentSnapshot(await requireSnapshot(snapshotId), await readSnapshotSource(snapshotId));
    const started = await startConversation(body);
    return { body: started, headers: { Location: started.url } };
  }),
  handle(operations.changeConversation, async ({ params, body }) => ({ body: await changeConversation(params.conversationId, body) })),
  handle(operations.getConversation, async ({ params }) => ({ body: await requireConversation(params.conversationId) })),
];
