import * as z from "zod";
import { anyId } from "./any-id";
import { jsonObject } from "./api";
import { findDialogProperty, joinItem } from "./dialog-property";
import { getOwn, type JsonObject, jsonBytes } from "./json";
import { accountId, personal } from "./masking/mask-marks";
import { type ItemScope, scopeSchema } from "./scope";
import { type AllScopes, maxItemBytes } from "./state";

export const snapshotFormat = "turnscope-snapshot";
export const snapshotVersion = 1;
const maxNameCharacters = 200;

const optionalObject = jsonObject.nullable();

/** The four scopes as saved. The dialog says where it was, since the bot looks nowhere else. */
const snapshotState = z
  .strictObject({
    user: optionalObject.describe("What the bot remembered about the person; null when nothing"),
    conversation: optionalObject.describe("Without the dialog"),
    private: optionalObject.describe("Without the dialog"),
    dialog: z
      .strictObject({
        item: z.enum(["conversation", "private"]).describe("Which item held the dialog stack"),
        property: z.string().min(1).max(1000).describe("As which property"),
        data: jsonObject,
      })
      .nullable()
      .describe("Null when no dialog was in progress"),
  })
  .superRefine((state, context) => {
    for (const [path, message] of faultsOf(state)) context.addIssue({ code: "custom", path, message });
  });
export type SnapshotState = z.infer<typeof snapshotState>;

const snapshotName = z.string().trim().min(1).max(maxNameCharacters);

/** A snapshot as it is exported, imported and kept: the format is documented at /api/docs from here. */
export const snapshotFile = z.strictObject({
  format: z.literal(snapshotFormat),
  version: z.literal(snapshotVersion, { error: ({ input }) => newerVersionMessage(input, snapshotVersion) }),
  name: snapshotName,
  botId: z.string().min(1).max(200).describe("The bot whose state it is"),
  createdAt: z.iso.datetime(),
  createdBy: personal(z.string().max(200)),
  state: snapshotState,
});
export type SnapshotFile = z.infer<typeof snapshotFile>;

export const snapshotSummary = snapshotFile.omit({ format: true, version: true, state: true }).extend({
  id: z.string(),
  conversationId: z.string().nullable().describe("Where it was saved; null when it came from a file"),
  userId: accountId(z.string()).nullable().describe("Whose state it is; null when it came from a file"),
  afterTurn: z.number().int().nullable(),
});
export type SnapshotSummary = z.infer<typeof snapshotSummary>;

export const snapshotPage = z.object({
  snapshots: z.array(snapshotSummary).describe("The newest first"),
  cursor: z.string().nullable().describe("Give it back as ?cursor= for the next page; null on the last"),
});

const saveSnapshotRequest = z.strictObject({
  format: z.undefined().optional(),
  name: snapshotName,
  conversationId: z.string().min(1),
  userId: anyId.optional().describe("Whose state; the conversation's first person when left out"),
});

/** Saves the state of a conversation, or takes a snapshot file. */
export const newSnapshot = z.discriminatedUnion("format", [saveSnapshotRequest, snapshotFile]);

export const renameSnapshotRequest = z.strictObject({ name: snapshotName });

export const applySnapshotRequest = z.strictObject({
  conversationId: z.string().min(1),
  userId: anyId.optional().describe("Whose state; the conversation's first person when left out"),
  eTags: z
    .partialRecord(scopeSchema, z.string().nullable())
    .optional()
    .describe(
      "The eTags that were read (null: nothing stored). A scope that changed since is answered 412; scopes left out are overwritten",
    ),
});
export type ApplySnapshotRequest = z.infer<typeof applySnapshotRequest>;

/** The state as shown, as a snapshot keeps it. The dialog has the eTag of the item that it lives in. */
export function toSnapshotState({ user, conversation, private: privately, dialog }: AllScopes): SnapshotState {
  const isInPrivate = dialog.eTag !== null && dialog.eTag === privately.eTag;
  return {
    user: user.data as JsonObject | null,
    conversation: conversation.data as JsonObject | null,
    private: privately.data as JsonObject | null,
    dialog:
      dialog.data === null || dialog.property === undefined
        ? null
        : { item: isInPrivate ? "private" : "conversation", property: dialog.property, data: dialog.data as JsonObject },
  };
}

/** The items that a bot would find: null where nothing is stored. */
export function toSnapshotItems(state: SnapshotState): Record<ItemScope, JsonObject | null> {
  const { dialog } = state;
  const itemOf = (scope: ItemScope) => (dialog?.item === scope ? joinItem(state[scope] ?? {}, dialog.property, dialog.data) : state[scope]);
  return { user: itemOf("user"), conversation: itemOf("conversation"), private: itemOf("private") };
}

export function newerVersionMessage(version: unknown, known: number): string {
  const isNewer = typeof version === "number" && version > known;
  return isNewer
    ? `This file is of version ${version}; this Turnscope reads version ${known}. Open it with a newer one`
    : `Expected ${known}`;
}

type Fault = [path: (string | number)[], message: string];

function faultsOf(state: SnapshotState): Fault[] {
  const tooLarge = Object.entries(toSnapshotItems(state)).flatMap(([scope, item]): Fault[] =>
    item !== null && jsonBytes(item) > maxItemBytes ? [[[scope], `Larger than the ${maxItemBytes} bytes that an item may have`]] : [],
  );
  return [...dialogFaults(state), ...tooLarge];
}

function dialogFaults({ dialog, ...items }: SnapshotState): Fault[] {
  if (dialog === null) return [];
  const { item, property, data } = dialog;
  if (getOwn(items[item] ?? {}, property) !== undefined) {
    return [[["dialog", "property"], `The ${item} state has a property of this name too`]];
  }
  if (findDialogProperty(joinItem({}, property, data)) !== null) return [];
  return [[["dialog", "data"], 'Expected an object with a list "dialogStack" (v4) or "callstack" (v3)']];
}
