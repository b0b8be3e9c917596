import * as z from "zod";
import { postedActivity } from "./activity";
import { anyId } from "./any-id";
import { listedBot } from "./bot";
import { changeSchema } from "./change";
import { conversationSummary, startConversationRequest } from "./conversation";
import { isJsonObject, type JsonObject, type JsonValue } from "./json";
import { accountId, anActivity, ofThose, personal, sizeOf } from "./masking/mask-marks";
import { parsePointer } from "./pointer";
import { scopeSchema, scopes } from "./scope";
import { allScopes } from "./state";
import { handWrite, turnSummary } from "./turn";

// What the HTTP API takes and gives.

/** Passed on as it is: zod's own object and record types leave out a property named `__proto__`. */
export const jsonObject = z.custom<JsonObject>(isJsonObject, "Invalid input: expected a JSON object").meta({ type: "object" });
export const jsonValue = z
  .custom<JsonValue>((value) => value !== undefined, "Invalid input: a value is required")
  .meta({
    type: ["object", "array", "string", "number", "boolean", "null"],
  });

/** URLs resolve the path segments "." and "..", also percent-encoded, so no client could ask for such a conversation again. */
const newConversationIdText = anyId.refine((id) => id !== "." && id !== "..", 'Invalid input: a URL cannot hold the id "." or ".."');

const userIdentity = z.strictObject({ id: anyId, name: z.string().max(500).optional() });
const startingState = z.strictObject({ user: jsonObject.optional(), conversation: jsonObject.optional(), private: jsonObject.optional() });

export const newConversation = startConversationRequest.extend({
  user: userIdentity.optional().describe("The person who talks; made up when left out"),
  conversationId: newConversationIdText.optional().describe("Made up when left out"),
  state: startingState.optional().describe("What the bot is to remember before the first turn"),
  personaId: startConversationRequest.shape.personaId.describe(
    "A persona to be: its id, name, locale, channel and start state, unless said here",
  ),
  snapshotId: startConversationRequest.shape.snapshotId.describe("A snapshot to begin with; a scope named in `state` is begun with that"),
});

export const startedConversation = z.object({
  conversationId: z.string(),
  botId: z.string(),
  user: ofThose(z.object({ id: accountId(z.string()), name: personal(z.string()) }), "id"),
  url: z.string().describe("The page of this conversation"),
});

export const activityToPost = postedActivity.extend({
  from: postedActivity.shape.from
    .unwrap()
    .extend({ id: anyId })
    .optional()
    .describe("Who writes; the conversation's first person when left out"),
});

export const activityOnTheWire = anActivity(
  z
    .custom<unknown>((value) => isJsonObject(value) && typeof value.id === "string" && typeof value.type === "string")
    .meta({
      type: "object",
      description: "A Bot Framework activity, with whatever else its sender put into it",
      properties: { id: { type: "string" }, type: { type: "string" }, text: { type: "string" }, timestamp: { type: "string" } },
      required: ["id", "type"],
    }),
);

export const endedTurn = z.object({
  turn: turnSummary.pick({ number: true, outcome: true, durationMs: true, error: true }),
  replies: z.array(activityOnTheWire),
  changes: z.array(changeSchema),
});

export const botList = z.array(listedBot);
export const conversationPage = z.object({
  conversations: z.array(conversationSummary),
  cursor: z.string().nullable().describe("Give it back as ?cursor= for the next page; null on the last"),
});
export const activityPage = z.object({
  activities: z.array(activityOnTheWire),
  watermark: z.string().describe("Give it back as ?watermark= for what comes after these"),
});
export const historyPage = z.object({
  activities: z.array(z.object({ position: z.number().int(), turn: z.number().int().nullable(), activity: activityOnTheWire })),
});
export const turnPage = z.object({
  turns: z.array(turnSummary),
  writes: z.array(handWrite).describe("What people changed by hand, between those turns"),
  cursor: z.number().int().nullable().describe("Give it back as ?before= for earlier turns; null when there are none"),
});

export const writeScopeRequest = z.strictObject({ data: jsonObject });
const scopeToWrite = z.strictObject({
  data: jsonObject.nullable().describe("The whole scope as it shall be; null removes it"),
  eTag: z.string().min(1).nullable().describe('The eTag that was read, null when nothing was stored, "*" to overwrite whatever is there'),
});
export const writeScopesRequest = z.strictObject({
  kind: z.enum(["edit", "reset", "undo"]).describe("How the timeline names this write"),
  scopes: z
    .strictObject({
      user: scopeToWrite.optional(),
      conversation: scopeToWrite.optional(),
      private: scopeToWrite.optional(),
      dialog: scopeToWrite.optional(),
    })
    .refine((given) => scopes.some((scope) => given[scope] !== undefined), "Invalid input: name at least one scope"),
});
export type WriteScopesRequest = z.infer<typeof writeScopesRequest>;

const removedScope = z.object({ data: jsonObject, bytes: sizeOf(z.number().int()) });
export const removedScopeAnswer = z.object({ removed: removedScope.nullable().describe("Null when nothing was stored") });
export const writeScopesAnswer = z.object({
  state: allScopes,
  changes: z.array(changeSchema),
  removed: z.array(removedScope.extend({ scope: scopeSchema })),
});
export type WriteScopesAnswer = z.infer<typeof writeScopesAnswer>;

const pointerText = z.string().refine(isPointer, 'Invalid input: expected a JSON Pointer such as "/userProfile/name"');

/** RFC 6902. Members an operation does not define are ignored, as the RFC asks. */
export const patchOperation = z.discriminatedUnion("op", [
  z.object({ op: z.literal("add"), path: pointerText, value: jsonValue }),
  z.object({ op: z.literal("remove"), path: pointerText }),
  z.object({ op: z.literal("replace"), path: pointerText, value: jsonValue }),
  z.object({ op: z.literal("move"), from: pointerText, path: pointerText }),
  z.object({ op: z.literal("copy"), from: pointerText, path: pointerText }),
  z.object({ op: z.literal("test"), path: pointerText, value: jsonValue }),
]);
export type PatchOperation = z.infer<typeof patchOperation>;
export const jsonPatch = z.array(patchOperation).max(1000);

export const health = z.object({ status: z.literal("ok"), version: z.string(), apiVersion: z.string() });

function isPointer(text: string): boolean {
  try {
    parsePointer(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
