export { conversationParties } from "./masking/conversation-parties";
export { LiveOutbox } from "./masking/live-outbox";
export { readConversationMasking } from "./masking/read-conversation-masking";
export { readerSight } from "./masking/reader-sight";
export { endUnmasking, listUnmaskings, unmaskPerson } from "./masking/unmaskings";
