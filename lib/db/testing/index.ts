export { onEachDatabase, type TestDatabase, useDatabase } from "./use-database";
