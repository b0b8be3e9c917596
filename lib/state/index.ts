export { commitTurn, type TurnCommit } from "./commit-turn";
export { directStorage } from "./direct-storage";
export { conversationGate, gates, userGate } from "./gates";
export { listChangesOfWrite } from "./list-changes";
export { readScopes } from "./read-scopes";
export type { ScopeAddress } from "./scope-items";
export { type BotStorage, TurnStorage } from "./turn-storage";
export { type ScopeWrite, type WriteScopesResult, writeScopes } from "./write-scopes";
