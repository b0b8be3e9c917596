export const protocolUrl = (conversationId: string): string => `/c/${encodeURIComponent(conversationId)}/protocol`;
