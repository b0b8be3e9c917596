import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

// The thread in which SQLite answers what would hold up everybody else. What it is asked and answers: sqlite-reader.ts.
/** @type {Database.Database | undefined} */
let connection;

/** What the statement at hand looks for. @type {RegExp} */
let sought = anyOf([]);

/** @param {import("./sqlite-reader").Question} question */
function answer({ id, sql, values, texts }) {
  try {
    connection ??= connect();
    sought = anyOf(texts);
    const statement = connection.prepare(sql);
    const booleans = statement.columns().flatMap(({ name, type }) => (type === "BOOLEAN" ? [name] : []));
    return { id, rows: statement.all(...values).map((row) => withBooleans(/** @type {Record<string, unknown>} */ (row), booleans)) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

function connect() {
  const opened = new Database(workerData.file, { readonly: true });
  opened.function("has_text", { deterministic: true, directOnly: true }, (text) => (sought.test(String(text)) ? 1 : 0));
  return opened;
}

/** One pattern goes through a text once, however many are sought. @param {readonly string[]} texts */
function anyOf(texts) {
  return texts.length === 0 ? /(?!)/ : new RegExp(texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)).join("|"));
}

/**
 * SQLite has none; a column that is declared as one reads as one, as in Prisma's client.
 * @param {Record<string, unknown>} row
 * @param {string[]} columns
 */
function withBooleans(row, columns) {
  for (const column of columns) if (row[column] !== null) row[column] = row[column] === 1;
  return row;
}

/** @param {import("./sqlite-reader").Question | "close"} question */
function hear(question) {
  if (question !== "close") return parentPort?.postMessage(answer(question));
  connection?.close();
  parentPort?.close();
}

parentPort?.on("message", hear);
