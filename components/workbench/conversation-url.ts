import { formatDeepLink } from "./deep-link";

/** Where a conversation is, without a place inside it. */
export const conversationUrl = (conversationId: string): string => formatDeepLink(conversationId, { turn: null, scope: null, path: null });
