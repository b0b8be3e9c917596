import { decodeText, encodeText } from "@/lib/db";

/** A row with the line of the file on which it begins. */
export type CsvRow = { line: number; cells: string[] };
export type CsvFault = { line: number; reason: string };

/** Spreadsheets take such a cell for a formula, so it is told apart by an apostrophe, of which one is taken off again. */
const looksLikeFormula = /^'*[=+\-@\t\r]/;

/** RFC 4180, with text that UTF-8 cannot carry escaped. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(formatCell).join(",")}\r\n`).join("");
}

function formatCell(text: string): string {
  const safe = encodeText(looksLikeFormula.test(text) ? `'${text}` : text);
  return /[",;\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of a CSV file, with commas or, as spreadsheets of some countries write it, semicolons. Empty lines are passed over. */
export function parseCsv(text: string): CsvRow[] | CsvFault {
  const body = text.replace(/^\ufeff/, "");
  const cell = separatorOf(body) === ";" ? semicolonCell : commaCell;
  const rows: CsvRow[] = [];
  let [line, row]: [number, CsvRow] = [1, { line: 1, cells: [] }];
  for (cell.lastIndex = 0; cell.lastIndex < body.length; ) {
    const start = cell.lastIndex;
    const [whole, quoted, plain = "", end] = cell.exec(body) ?? [];
    if (whole === undefined) return { line: line + linesIn(body.slice(start).split(/\r?\n/, 1)[0] ?? ""), reason: quoteFault };
    row.cells.push(toText(quoted?.replaceAll('""', '"') ?? plain));
    line += linesIn(whole);
    if (end !== "," && end !== ";") {
      if (row.cells.length > 1 || row.cells[0] !== "") rows.push(row);
      row = { line, cells: [] };
    } else if (cell.lastIndex === body.length) row.cells.push("");
  }
  if (row.cells.length > 0) rows.push(row);
  return rows;
}

const commaCell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y;
const semicolonCell = /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r?\n|\r|$)/y;
const quoteFault = "A quote is not closed, or stands inside a cell that is not quoted";

function separatorOf(text: string): "," | ";" {
  const [heading = ""] = text.split(/[\r\n]/, 1);
  return heading.includes(";") && !heading.includes(",") ? ";" : ",";
}

function toText(cell: string): string {
  const text = decodeText(cell);
  return text.startsWith("'") && looksLikeFormula.test(text) ? text.slice(1) : text;
}

function linesIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
