export { countDuePeople, recountPerson } from "./count-people";
export { type ChannelPerson, foldText, identityIdOf, pathIdOf, textHash } from "./fact-ids";
export { type FactContext, type FactWrite, factStatements } from "./fact-statements";
export { noteSeen } from "./identity-statements";
export { type FactPlace, refileStatements } from "./refile-statements";
