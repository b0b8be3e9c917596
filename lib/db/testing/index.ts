export { temporaryFolder } from "./empty-database";
export { onEachDatabase, type TestDatabase, useDatabase } from "./use-database";
export { withoutTriggers } from "./without-triggers";
