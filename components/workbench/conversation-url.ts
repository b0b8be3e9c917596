import { formatDeepLink, nowhere } from "./deep-link";

/** Where a conversation is, without a place inside it. */
export const conversationUrl = (conversationId: string): string => formatDeepLink(conversationId, nowhere);
