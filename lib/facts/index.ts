export { countDuePeople, recountPerson } from "./count-people";
export { type ChannelPerson, foldText, identityIdOf, pathIdOf, textHash } from "./fact-ids";
export { type FactContext, type FactWrite, factStatements } from "./fact-statements";
export { noteCopies } from "./identity-copies";
export { noteSeen } from "./identity-statements";
export { type FactPlace, refileStatements } from "./refile-statements";
export { whomAbout } from "./whom-about";
