import { listActivities, postActivity, readState, requireTurn, startConversation, startUp } from "..";
import { requireConversation } from "../active-conversation";
import type { CrashLine } from "./crash-lines";
import { onHearing } from "./scripted-bot";

/** A server without its doors, for a test that kills it: tells what it finds, then makes conversations talk without end. */
const [conversationCount = "0"] = process.argv.slice(2);
const conversationIds = Array.from({ length: Number(conversationCount) }, (_, index) => `crash-${index}`);

function tell(line: CrashLine): void {
  // To a pipe this is synchronous: what was told before the kill can be read after it.
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

onHearing("work", async ({ context, count, save }) => {
  const number = await count();
  await context.sendActivity(`first ${number}`);
  await context.sendActivities([{ type: "delay", value: 1 }]);
  await save();
  await context.sendActivity(`second ${number}`);
});

async function talk(conversationId: string): Promise<void> {
  for (;;) {
    const posted = [0, 1].map(() => postActivity(conversationId, { type: "message", text: "work" }));
    for (const { turnNumber, activityId, finished } of await Promise.all(posted)) {
      tell({ type: "accepted", conversationId, number: turnNumber, activityId });
      tell({ type: "ended", conversationId, turn: await finished });
    }
  }
}

async function report(conversationId: string): Promise<void> {
  const { turnCount } = await requireConversation(conversationId);
  const turns = await Promise.all(Array.from({ length: turnCount }, (_, index) => requireTurn(conversationId, index + 1)));
  const { activities } = await listActivities(conversationId, { watermark: null });
  const state = await readState(conversationId);
  tell({ type: "found", conversationId, turns, activityIds: activities.map(({ id }) => id), state });
}

const { interruptedTurns } = await startUp();
for (const id of conversationIds) {
  const isNew = await requireConversation(id).then(
    () => false,
    () => true,
  );
  if (isNew) await startConversation({ botId: "scripted", conversationId: id, user: { id: `user of ${id}` } });
  await report(id);
}
tell({ type: "ready", interruptedTurns });
await Promise.all(conversationIds.map(talk));
