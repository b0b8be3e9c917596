export { claimDatabase } from "./claim-database";
export type { Db, DbLocation, FoundText, Provider } from "./db";
export { decodeText, encodeText } from "./escape-text";
export { inChunks } from "./in-chunks";
export { migrate } from "./migrate";
export { db } from "./process-db";
export { empty, join, Sql, sql } from "./sql";
export { contains, minPartLength, type TextTable, textMatches, wholeMatches } from "./text-index";
