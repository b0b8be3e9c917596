import { changeDictionary, countUnclassified, importFile, listChanges, listPaths, readFile, readPath, toCsv } from "@/lib/memory";
import { fileHeader } from "../_lib/file-header";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/memory/dictionary";

export const dictionaryHandlers = [
  handle(operations.listDictionaries, async (_, { sight }) => ({ body: await countUnclassified(sight) })),
  handle(operations.listPaths, async ({ params, query }, { sight }) => ({ body: await listPaths(params.botId, query, sight) })),
  handle(operations.changeDictionary, async ({ params, headers, body }, { sight }) => ({
    body: await changeDictionary(params.botId, { changes: body.changes, by: headers["x-turnscope-by"] }, sight),
  })),
  handle(operations.listDictionaryChanges, async ({ params, query }) => ({ body: await listChanges(params.botId, query) })),
  handle(operations.getDictionaryFile, async ({ params, query }) => {
    const file = await readFile(params.botId);
    const headers = fileHeader(`${params.botId}.dictionary.${query.format}`);
    return query.format === "csv" ? { text: toCsv(file), mediaType: "text/csv", headers } : { body: file, headers };
  }),
  handle(operations.putDictionaryFile, async ({ params, headers, body }) => ({
    body: await importFile(params.botId, { ...body, by: headers["x-turnscope-by"] }),
  })),
  handle(operations.getPath, async ({ params }, { sight }) => ({ body: await readPath(params.botId, params.pathId, sight) })),
];
