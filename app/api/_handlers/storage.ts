import { callStorage, requireBotCaller, writeStorageItems } from "@/lib/conversations";
import type { JsonObject } from "@/lib/model";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/storage";

export const storageHandlers = [
  handle(operations.readStorage, async ({ headers, body: { keys } }) => {
    return { body: { items: (await callStorage(await callerOf(headers), keys).read(keys)) as JsonObject } };
  }),
  handle(operations.writeStorage, async ({ headers, body }) => {
    return { body: { eTags: await writeStorageItems(await callerOf(headers), body.changes) } };
  }),
  handle(operations.deleteStorage, async ({ headers, body: { keys } }) => {
    await callStorage(await callerOf(headers), keys).delete(keys);
    return { body: { keys } };
  }),
];

async function callerOf({ authorization = null }: { authorization?: string | null }): Promise<string> {
  return (await requireBotCaller({ servedBotId: null, authorization })).summary.id;
}
