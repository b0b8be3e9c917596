import { countUnclassified, listPaths } from "@/lib/memory";
import { fullSight } from "@/lib/model";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/dictionary";

export const dictionaryHandlers = [
  handle(operations.listDictionaries, async () => ({ body: await countUnclassified() })),
  handle(operations.listPaths, async ({ params, query }) => ({ body: await listPaths(params.botId, query, fullSight) })),
];
