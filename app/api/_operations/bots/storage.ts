import * as z from "zod";
import {
  deleteStorageAnswer,
  type ErrorCode,
  readStorageAnswer,
  storageKeysRequest,
  writeStorageAnswer,
  writeStorageRequest,
} from "@/lib/model";
import { allScopesBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "../common";

const headers = z.object({
  authorization: z.string().optional().describe("`Bearer` and the bot's storage key (`keys.storageKey` of POST /api/bots)"),
});
const exampleKey = "emulator/users/ada/";
const limits = { mediaTypes: jsonOnly, limitBytes: allScopesBodyBytes };
const errors = ["credentials_required", "key_too_long", ...bodyErrors] as const satisfies readonly ErrorCode[];

export const readStorage = defineOperation({
  id: "readStorage",
  right: "own-key",
  method: "POST",
  path: "/api/storage/read",
  tag: "Storage",
  masking: "own",
  summary: "Read store items",
  description:
    "A call that comes while the bot runs a turn of the person or conversation that the keys name belongs to that turn, and sees what the turn wrote.",
  headers,
  body: { schema: storageKeysRequest, ...limits, example: { keys: [exampleKey] } },
  answer: { status: 200, description: "What is stored.", schema: readStorageAnswer },
  errors: [...errors],
});

export const writeStorage = defineOperation({
  id: "writeStorage",
  right: "own-key",
  method: "POST",
  path: "/api/storage/write",
  tag: "Storage",
  masking: "own",
  summary: "Write store items",
  description:
    "All of them or none. Within a turn they are committed with it. An eTag that does not fit is answered 412, and `detail` names the keys.",
  headers,
  body: { schema: writeStorageRequest, ...limits, example: { changes: { [exampleKey]: { userProfile: { name: "Ada" }, eTag: "*" } } } },
  answer: { status: 200, description: "The new eTags, by key.", schema: writeStorageAnswer },
  errors: ["stale_etag", "item_too_large", ...errors],
});

export const deleteStorage = defineOperation({
  id: "deleteStorage",
  right: "own-key",
  method: "POST",
  path: "/api/storage/delete",
  tag: "Storage",
  masking: "own",
  summary: "Delete store items",
  description: "What is not stored is fine.",
  headers,
  body: { schema: storageKeysRequest, ...limits, example: { keys: [exampleKey] } },
  answer: { status: 200, description: "The keys under which nothing is stored now.", schema: deleteStorageAnswer },
  errors: [...errors],
});
