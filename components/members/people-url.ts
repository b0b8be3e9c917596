/** Who is in a conversation. Nobody's id stands in it. */
export const peopleUrl = (conversationId: string): string => `/c/${encodeURIComponent(conversationId)}/people`;
