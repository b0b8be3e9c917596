import {
  applySnapshot,
  deleteSnapshot,
  importSnapshot,
  listSnapshots,
  renameSnapshot,
  requireSnapshot,
  saveSnapshot,
} from "@/lib/conversations";
import { hideExpired } from "@/lib/memory";
import { fileHeader } from "../_lib/file-header";
import { handle } from "../_lib/handle";
import { toWriteScopesAnswer } from "../_lib/written-scopes";
import * as operations from "../_operations/conversations/snapshots";

export const snapshotHandlers = [
  handle(operations.listSnapshots, async ({ query }, { sight }) => ({
    body: await listSnapshots({ ...query, without: sight.unknownBots }),
  })),
  handle(operations.createSnapshot, async ({ body, headers }) => ({
    body: body.format === undefined ? await saveSnapshot({ ...body, by: headers["x-turnscope-by"] }) : await importSnapshot(body),
  })),
  handle(operations.getSnapshot, async ({ params }) => {
    const file = await requireSnapshot(params.snapshotId);
    return { body: file, headers: fileHeader(`${file.name}.snapshot.json`) };
  }),
  handle(operations.renameSnapshot, async ({ params, body }) => ({ body: await renameSnapshot(params.snapshotId, body.name) })),
  handle(operations.deleteSnapshot, async ({ params }) => ({ body: await deleteSnapshot(params.snapshotId) })),
  handle(operations.applySnapshot, async ({ params, body, headers }, { commit }) => {
    const written = await applySnapshot(params.snapshotId, { ...body, by: headers["x-turnscope-by"], commit });
    return { body: toWriteScopesAnswer({ ...written, state: await hideExpired(written.state, body) }) };
  }),
];
