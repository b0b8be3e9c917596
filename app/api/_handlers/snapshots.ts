import {
  applySnapshot,
  deleteSnapshot,
  importSnapshot,
  listSnapshots,
  readSnapshotSource,
  renameSnapshot,
  requireSnapshot,
  saveSnapshot,
} from "@/lib/conversations";
import { hideInSnapshot, requireCurrentSnapshot, requireUnexpired, writeSeen } from "@/lib/memory";
import { scopes } from "@/lib/model";
import { fileHeader } from "../_lib/file-header";
import { handle } from "../_lib/handle";
import { toWriteScopesAnswer } from "../_lib/written-scopes";
import * as operations from "../_operations/conversations/snapshots";

export const snapshotHandlers = [
  handle(operations.listSnapshots, async ({ query }, { sight }) => ({
    body: await listSnapshots({ ...query, without: sight.unknownBots }),
  })),
  handle(operations.createSnapshot, async ({ body, headers }) => {
    if (body.format !== undefined) return { body: await importSnapshot(body) };
    // The next sweep deletes snapshots that hold what is past its time.
    await requireUnexpired(scopes, body);
    return { body: await saveSnapshot({ ...body, by: headers["x-turnscope-by"] }) };
  }),
  handle(operations.getSnapshot, async ({ params }) => {
    const saved = await requireSnapshot(params.snapshotId);
    const file = await hideInSnapshot(saved, await readSnapshotSource(params.snapshotId));
    return { body: file, headers: fileHeader(`${file.name}.snapshot.json`) };
  }),
  handle(operations.renameSnapshot, async ({ params, body }) => ({ body: await renameSnapshot(params.snapshotId, body.name) })),
  handle(operations.deleteSnapshot, async ({ params }) => ({ body: await deleteSnapshot(params.snapshotId) })),
  handle(operations.applySnapshot, async ({ params, body, headers }, { commit }) => {
    await requireCurrentSnapshot(await requireSnapshot(params.snapshotId), await readSnapshotSource(params.snapshotId));
    const apply = () => applySnapshot(params.snapshotId, { ...body, by: headers["x-turnscope-by"], commit });
    return { body: toWriteScopesAnswer(await writeSeen(scopes, body, apply)) };
  }),
];
