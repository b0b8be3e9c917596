import { callStorage, requireBotCaller, writeStorageItems } from "@/lib/conversations";
import type { JsonObject } from "@/lib/model";
import { handle } from "../_lib/handle";
import { notingStorage, type TellCaller } from "../_lib/noting-storage";
import * as operations from "../_operations/bots/storage";

export const storageHandlers = [
  notingStorage((tell) =>
    handle(operations.readStorage, async ({ headers, body: { keys } }) => {
      return { body: { items: (await callStorage(await callerOf(headers, tell, keys), keys).read(keys)) as JsonObject } };
    }),
  ),
  notingStorage((tell) =>
    handle(operations.writeStorage, async ({ headers, body }) => {
      return { body: { eTags: await writeStorageItems(await callerOf(headers, tell, Object.keys(body.changes)), body.changes) } };
    }),
  ),
  notingStorage((tell) =>
    handle(operations.deleteStorage, async ({ headers, body: { keys } }) => {
      await callStorage(await callerOf(headers, tell, keys), keys).delete(keys);
      return { body: { keys } };
    }),
  ),
];

async function callerOf({ authorization = null }: { authorization?: string | null }, tell: TellCaller, keys: readonly string[]) {
  const { id } = (await requireBotCaller({ servedBotId: null, authorization })).summary;
  tell(id, keys);
  return id;
}
