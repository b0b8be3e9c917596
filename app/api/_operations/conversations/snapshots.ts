import * as z from "zod";
import {
  applySnapshotRequest,
  maxFileDepth,
  newSnapshot,
  renameSnapshotRequest,
  snapshotFile,
  snapshotPage,
  snapshotSummary,
  writeScopesAnswer,
} from "@/lib/model";
import { allScopesBodyBytes, scopeBodyBytes } from "../../_lib/body-limits";
import { cursorQuery } from "../../_lib/list-query";
import { writerHeaders } from "../../_lib/writer-name";
import { bodyErrors, defineOperation, jsonOnly, standingErrors } from "../common";

const snapshotParams = z.object({ snapshotId: z.string() });

export const listSnapshots = defineOperation({
  id: "listSnapshots",
  right: "test.use",
  method: "GET",
  path: "/api/snapshots",
  tag: "Snapshots",
  summary: "List snapshots, the newest first",
  query: z.object({ botId: z.string().min(1).optional().describe("Only those of this bot"), cursor: cursorQuery }),
  answer: { status: 200, description: "One page.", schema: snapshotPage },
  errors: ["invalid_cursor", "invalid_request"],
});

export const createSnapshot = defineOperation({
  id: "createSnapshot",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/snapshots",
  tag: "Snapshots",
  summary: "Save the state of a conversation under a name, or import a file",
  description: [
    "With `conversationId`, the four scopes of one person are saved as they are now. With `format`, the body is a snapshot file, as `GET /api/snapshots/{snapshotId}` answers it: at most 24 MiB and 256 levels of nesting, each item at most 5 MiB.",
    "A file that is damaged, too large or of a newer version is refused as a whole; `errors` names each place. Whatever state holds, also `__proto__` or script, is kept as plain data.",
    "Applying or starting makes a scope exactly what the file says, so `null` removes it. `dialog` says which item held the dialog stack, as which property: bots look only there.",
  ].join(" "),
  headers: z.object(writerHeaders),
  body: {
    schema: newSnapshot,
    mediaTypes: jsonOnly,
    limitBytes: allScopesBodyBytes,
    maxDepth: maxFileDepth,
    example: { name: "half-filled", conversationId: "c-4f2k9x7c3m" },
  },
  answer: { status: 201, description: "The snapshot.", schema: snapshotSummary },
  errors: [...standingErrors, "values_expired", "conversation_not_found", "bot_not_found", "file_too_large", ...bodyErrors],
});

export const getSnapshot = defineOperation({
  id: "getSnapshot",
  isCopy: true,
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/snapshots/{snapshotId}",
  tag: "Snapshots",
  summary: "Export one snapshot as a file",
  description: "A newer Turnscope reads this version; an older one says which it needs.",
  params: snapshotParams,
  answer: {
    status: 200,
    description: "The file.",
    schema: snapshotFile,
    headers: { "Content-Disposition": "Names the file after the snapshot" },
  },
  errors: [...standingErrors, "snapshot_not_found"],
});

export const renameSnapshot = defineOperation({
  id: "renameSnapshot",
  right: { inProduction: "production.edit" },
  method: "PATCH",
  path: "/api/snapshots/{snapshotId}",
  tag: "Snapshots",
  summary: "Rename one snapshot",
  description: "Its file is called so too. Names need not be unique.",
  params: snapshotParams,
  body: { schema: renameSnapshotRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { name: "half-filled, vegetarian" } },
  answer: { status: 200, description: "The snapshot.", schema: snapshotSummary },
  errors: [...standingErrors, "snapshot_not_found", ...bodyErrors],
});

export const deleteSnapshot = defineOperation({
  id: "deleteSnapshot",
  right: { inProduction: "production.edit" },
  method: "DELETE",
  path: "/api/snapshots/{snapshotId}",
  tag: "Snapshots",
  summary: "Delete one snapshot",
  description: "Conversations that were started with it keep their state; personas that began with it begin with nothing.",
  params: snapshotParams,
  answer: { status: 200, description: "What was deleted.", schema: snapshotSummary },
  errors: [...standingErrors, "snapshot_not_found"],
});

export const applySnapshot = defineOperation({
  id: "applySnapshot",
  right: { inProduction: "production.edit" },
  writesState: true,
  method: "POST",
  path: "/api/snapshots/{snapshotId}/apply",
  tag: "Snapshots",
  summary: "Make the state of a conversation what a snapshot holds",
  description:
    "All scopes or none: one transaction, with an entry of its own on the timeline. What the snapshot does not hold is removed. A running turn is waited for.",
  params: snapshotParams,
  headers: z.object(writerHeaders),
  body: {
    schema: applySnapshotRequest,
    mediaTypes: jsonOnly,
    limitBytes: allScopesBodyBytes,
    example: { conversationId: "c-4f2k9x7c3m", eTags: { user: "4f2k9x7c3m5p" } },
  },
  answer: { status: 200, description: "Everything was written.", schema: writeScopesAnswer },
  errors: [
    ...standingErrors,
    "values_masked",
    "values_expired",
    "conversation_not_found",
    "conversation_read_only",
    "snapshot_not_found",
    "stale_etag",
    "item_too_large",
    ...bodyErrors,
  ],
});
