import * as z from "zod";

/** Where a bot keeps what it remembers. `private` is "user in conversation"; `dialog` is a view into an item. */
export const scopes = ["user", "conversation", "private", "dialog"] as const;
export const scopeSchema = z.enum(scopes);
export type Scope = z.infer<typeof scopeSchema>;

/** Scopes that own a store item. The dialog scope lives inside the conversation or the private item. */
export type ItemScope = Exclude<Scope, "dialog">;
export const itemScopes = ["user", "conversation", "private"] as const satisfies readonly ItemScope[];

/** Whose memory is meant: one person in one conversation with one bot on one channel. */
export type StateAddress = { botId: string; channelId: string; conversationId: string; userId: string };

export function isScope(value: string): value is Scope {
  return (scopes as readonly string[]).includes(value);
}
