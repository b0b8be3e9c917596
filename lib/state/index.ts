export { hashOf } from "./commit-items";
export { commitTurn, type TurnCommit } from "./commit-turn";
export { copyItemsAt, type Renaming } from "./copy-items";
export { orderByScope } from "./diff-item";
export { directStorage, type LateWork } from "./direct-storage";
export {
  insertErasedPlaces,
  insertErasedVersions,
  listErasedAt,
  listErasedOfWrite,
  timeOfWrite,
} from "./erased-places";
export { conversationGate, gates, userGate } from "./gates";
export { indexBacklog } from "./index-backlog";
export { announceLostValues } from "./insert-lost-values";
export { readItemEncodings } from "./item-encoding";
export {
  type ItemHistory,
  type ItemVersion,
  insertItemHistories,
  type NewItemHistory,
  readItemHistories,
  readUnclassifiedHistories,
} from "./item-histories";
export { readKeptValues } from "./kept-values";
export { listChangesOfWrite } from "./list-changes";
export { listKeysOfUser, pageOwnedItems } from "./list-owned-items";
export { listValues, type PastValue, type PastValues, type PickValue, readPropertyVersions, valuesIn } from "./list-values";
export { countOpenClashes, type LostValueFilter, readLostValues, updateDecision } from "./lost-values";
export { prepareItem } from "./prepare-item";
export { readScopes } from "./read-scopes";
export { readScopesAt } from "./read-scopes-at";
export { insertWrites, listWriteSeqs, readWrites, writerOfWrite } from "./recorded-writes";
export { type ItemRewrite, type RewrittenItems, rewriteItems } from "./rewrite-items";
export { findScopeItems, type ScopeAddress } from "./scope-items";
export { StorageRecorder } from "./storage-recorder";
export { dataOf } from "./store-item";
export { type BotStorage, TurnStorage } from "./turn-storage";
export { WorkBasis } from "./work-basis";
export { type ScopeWrite, type WriteScopesResult, writeScopes } from "./write-scopes";
export { lastWriteSeq, nextWriteSeq } from "./write-sequence";
