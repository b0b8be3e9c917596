export { type ErasedWords, erasedWords } from "./erased-words";
export { holdStatement, holdsOn, type LegalHold, maxHoldDays, releaseHoldStatement } from "./holds";
export { noteKeptOut, notingKeptOut } from "./kept-out";
export { isAnybodyConcerned, standingChanged } from "./kept-standing";
export { liftStatements, listRestrictions, type Restriction, type RestrictionKind, restrictStatements } from "./restrictions";
export {
  type Account,
  erasureEpoch,
  erasuresSoFar,
  isBarred,
  isBarredConversation,
  requireUsable,
  type Standing,
  standingOf,
  wasErased,
} from "./standing-of";
export { beginAnew, beginErasing, type Erased, endErasing, erasureOf, noteErased, suppressStatements } from "./suppress";
