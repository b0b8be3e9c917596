import { changeDictionary, countUnclassified, listChanges, listPaths, readPath } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/dictionary";

export const dictionaryHandlers = [
  handle(operations.listDictionaries, async () => ({ body: await countUnclassified() })),
  handle(operations.listPaths, async ({ params, query }, sight) => ({ body: await listPaths(params.botId, query, sight) })),
  handle(operations.changeDictionary, async ({ params, headers, body }, sight) => ({
    body: await changeDictionary(params.botId, { changes: body.changes, by: headers["x-turnscope-by"] }, sight),
  })),
  handle(operations.listDictionaryChanges, async ({ params, query }) => ({ body: await listChanges(params.botId, query) })),
  handle(operations.getPath, async ({ params }, sight) => ({ body: await readPath(params.botId, params.pathId, sight) })),
];
