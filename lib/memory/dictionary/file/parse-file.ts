import type * as z from "zod";
import {
  type ClassificationField,
  type DescribedPath,
  describedPath,
  dictionaryColumns,
  dictionaryFile,
  formatPattern,
  HarnessError,
  parsePattern,
} from "@/lib/model";
import { type CsvRow, parseCsv } from "../../csv";
import { jsonLines } from "./json-lines";

/** What a file says of one path, and on which line. */
export type FileEntry = { line: number; path: DescribedPath };
export type FileFault = { line: number; reason: string };

/** All of them are applied at once, which is to disturb nobody. */
const maxEntries = 50_000;
const maxFaults = 50;

/** What a dictionary's file says. Throws `invalid_file` with line and reason of each fault. */
export function parseFile(text: string, mediaType: string): FileEntry[] {
  const faults: FileFault[] = [];
  const entries = mediaType === "text/csv" ? readCsv(text, faults) : readJson(text, faults);
  if (entries.length > maxEntries)
    faults.push({ line: 1, reason: `A file may name ${maxEntries} paths; this one names ${entries.length}` });
  faults.push(...listPathFaults(entries));
  if (faults.length === 0) return entries;
  const told = faults.sort((one, other) => one.line - other.line).slice(0, maxFaults);
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
  throw new HarnessError("invalid_file", `Line ${told[0]?.line}: ${told[0]?.reason}${more}. Nothing was changed.`, {
    details: { faults: told },
  });
}

function readJson(text: string, faults: FileFault[]): FileEntry[] {
  const parsed = parseJson(text.replace(/^\ufeff/, ""));
  if ("fault" in parsed) {
    faults.push(parsed.fault);
    return [];
  }
  const { lineOf, repeated } = jsonLines(text);
  faults.push(...repeated.map(({ line, name }) => ({ line, reason: `${JSON.stringify(name)} stands twice in one object` })));
  const file = dictionaryFile.safeParse(parsed.value);
  if (file.success) return file.data.paths.map((path, index) => ({ line: lineOf(["paths", index]), path }));
  faults.push(...file.error.issues.map((issue) => ({ line: lineOf(issue.path), reason: toReason(issue) })));
  return [];
}

function parseJson(text: string): { value: unknown } | { fault: FileFault } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Node tells the position where it stumbled; without one, it missed the end.
    const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length);
    return { fault: { line: text.slice(0, position).split("\n").length, reason: "This is not valid JSON" } };
  }
}

function readCsv(text: string, faults: FileFault[]): FileEntry[] {
  const rows = parseCsv(text);
  if (!Array.isArray(rows)) {
    faults.push(rows);
    return [];
  }
  const [heading = { line: 1, cells: [] }, ...others] = rows;
  const columns = heading.cells.map((name) => name.trim());
  faults.push(...listHeadingFaults(columns));
  if (faults.length > 0) return [];
  return others.flatMap((row) => readRow(row, columns, faults));
}

function listHeadingFaults(columns: readonly string[]): FileFault[] {
  const unknown = columns.filter((name) => !(dictionaryColumns as readonly string[]).includes(name));
  const missing = ["scope", "path"].filter((name) => !columns.includes(name));
  const repeated = columns.filter((name, index) => columns.indexOf(name) !== index);
  return [
    ...unknown.map((name) => ({
      line: 1,
      reason: `There is no column ${JSON.stringify(name)}; there are ${dictionaryColumns.join(", ")}`,
    })),
    ...missing.map((name) => ({ line: 1, reason: `The column ${JSON.stringify(name)} is missing` })),
    ...repeated.map((name) => ({ line: 1, reason: `The column ${JSON.stringify(name)} stands twice` })),
  ];
}

function readRow({ line, cells }: CsvRow, columns: readonly string[], faults: FileFault[]): FileEntry[] {
  if (cells.length !== columns.length) {
    faults.push({ line, reason: `This row has ${cells.length} cells and the heading ${columns.length}` });
    return [];
  }
  const named = columns.map((name, index) => [name, toValue(name, cells[index] ?? "")]);
  const path = describedPath.safeParse(Object.fromEntries(named));
  if (path.success) return [{ line, path: path.data }];
  faults.push(...path.error.issues.map((issue) => ({ line, reason: toReason(issue) })));
  return [];
}

/** A cell that cannot be what its column wants stays a text, which the schema refuses in its words. */
function toValue(column: string, cell: string): unknown {
  if (column === "scope" || column === "path") return cell;
  if (cell.trim() === "") return null;
  const field = column as ClassificationField;
  if (field === "isSensitive") return { yes: true, no: false, true: true, false: false }[cell.trim().toLowerCase()] ?? cell;
  if (field === "retentionDays") return /^\d{1,9}$/.test(cell.trim()) ? Number(cell) : cell;
  return cell;
}

function toReason(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `There is no field ${issue.keys.map((key) => JSON.stringify(key)).join(", ")} here`;
  const { path, message } = issue;
  const field = path.at(-1);
  return field === undefined || typeof field === "number" ? message : `${String(field)}: ${message}`;
}

function listPathFaults(entries: readonly FileEntry[]): FileFault[] {
  const lines = new Map<string, number>();
  return entries.flatMap(({ line, path: { scope, path } }) => {
    if (formatPattern(parsePattern(path)) !== path)
      return [{ line, reason: "path: This is no path of a dictionary, such as /items[]/size" }];
    const key = `${scope} ${path}`;
    const earlier = lines.get(key);
    lines.set(key, earlier ?? line);
    return earlier === undefined ? [] : [{ line, reason: `This path stands on line ${earlier} already` }];
  });
}
