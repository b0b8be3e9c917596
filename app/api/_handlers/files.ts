import { openBundle, openTranscript, readBundle, readTranscript } from "@/lib/conversations";
import { hideInBundle, requireCurrentSaid } from "@/lib/memory";
import { makeFixture } from "@/lib/privacy";
import { fileHeader } from "../_lib/file-header";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/files";

export const fileHandlers = [
  handle(operations.getTranscript, async ({ params: { conversationId } }) => ({
    body: await readTranscript(conversationId),
    headers: fileHeader(`${conversationId}.transcript`),
  })),
  handle(operations.openTranscript, async ({ body }) => {
    const opened = await openTranscript(body);
    return { body: opened, headers: { Location: opened.url } };
  }),
  handle(operations.getBundle, async ({ params: { conversationId } }) => ({
    body: await hideInBundle(await readBundle(conversationId)),
    headers: fileHeader(`${conversationId}.bundle.json`),
  })),
  handle(operations.makeFixture, async ({ params: { conversationId }, body }, { sight }) => {
    // Nobody approves what they cannot read.
    if (body.texts.length > 0) await requireCurrentSaid(conversationId);
    const fixture = await makeFixture(conversationId, body, sight);
    return { body: fixture, headers: fileHeader(`${fixture.conversation.id}.bundle.json`) };
  }),
  handle(operations.openBundle, async ({ body }) => {
    const opened = await openBundle(body);
    return { body: opened, headers: { Location: opened.url } };
  }),
];
