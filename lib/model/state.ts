import * as z from "zod";
import { erasedPlace } from "./erased";
import { personal, sayingSo, sizeOf } from "./masking/mask-marks";
import type { Scope } from "./scope";

/** Who wrote an item last. `turn` is the bot's turn number in `conversationId`; a tester is whoever edited by hand. */
export const stateWriter = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("bot"), conversationId: z.string(), turn: z.number().int() }),
  z.object({ kind: z.literal("bot-late"), conversationId: z.string().nullable() }),
  z.object({ kind: z.literal("tester"), name: personal(z.string()) }),
]);
export type StateWriter = z.infer<typeof stateWriter>;

/** One scope as the panels and the HTTP API show it. `data` is null when nothing is stored. */
export const scopeState = sayingSo(
  z.object({
    data: z.unknown().nullable(),
    eTag: z.string().nullable().describe("eTag of the store item that holds the scope; null when there is none"),
    bytes: sizeOf(z.number().int()),
    updatedAt: z.string().nullable(),
    updatedBy: stateWriter.nullable(),
    property: z.string().optional().describe("Dialog scope only: the property of the item that holds the dialog stack"),
    isMasked: z.literal(true).optional().describe("The bot is marked as production, and the reader may not see this person's values"),
    /** So many values are past their time and masked: the next sweep deletes them. */
    expired: z.number().int().optional(),
    /** Of the past only. */
    erased: z.array(erasedPlace).optional(),
  }),
);
export type ScopeState = z.infer<typeof scopeState>;

export const allScopes = z.object({
  user: scopeState,
  conversation: scopeState,
  private: scopeState,
  dialog: scopeState,
});
export type AllScopes = z.infer<typeof allScopes>;

export const emptyScopeState: ScopeState = { data: null, eTag: null, bytes: 0, updatedAt: null, updatedBy: null };

export const scopeLabels: Record<Scope, string> = {
  user: "User state",
  conversation: "Conversation state",
  private: "Private state",
  dialog: "Dialog state",
};

/** Shown in an empty panel: what would live there, and when it is cleared. */
export const scopeDescriptions: Record<Scope, string> = {
  user: "What the bot remembers about this person in every conversation. It stays until someone resets or erases it.",
  conversation: "What everyone in this conversation shares. It goes when the bot ends the conversation or someone resets it.",
  private: "What the bot remembers about this person in this conversation only. It goes when the bot clears it or someone resets it.",
  dialog: "Where the conversation stands: the dialogs in progress and what they have collected. It is emptied when the last dialog ends.",
};

/** What the old Bot State service allowed a scope to hold, and still a sensible budget. */
export const defaultBudgetBytes = 32 * 1024;
export const maxItemBytes = 5 * 1024 * 1024;
export const maxKeyCharacters = 1000;
