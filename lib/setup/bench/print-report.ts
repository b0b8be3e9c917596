import { type BenchReport, type BenchRow, isMet } from "./report";
import type { Summary } from "./stats";

const headings = ["measured", "median", "p95", "floor in the same run", "floor median", "aim"];

/** The report as a table for the terminal, numbers to the right. */
export function toTable(report: BenchReport): string {
  const rows = [headings, ...report.rows.map(toCells)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, column))
      .join("  ")
      .trimEnd(),
  );
  return ["", introduce(report), "", ...lines, "", ...report.notes.map((note) => `· ${note}`)].join("\n");
}

export function toMarkdown(report: BenchReport): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const table = [
    line(headings),
    line(headings.map((_, column) => (isText(column) ? "---" : "---:"))),
    ...report.rows.map((row) => line(toCells(row))),
  ];
  return [`${introduce(report)}`, "", ...table, "", ...report.notes.map((note) => `- ${note}`), ""].join("\n");
}

function introduce({ machine, at, isQuick }: BenchReport): string {
  const size = isQuick ? "a quick run, too small to quote" : "a full run";
  return `Measured ${at.slice(0, 10)}, ${size}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}.`;
}

function toCells(row: BenchRow): string[] {
  const { name, unit, measured, floor, aim } = row;
  const value = (number: number): string => `${toDigits(number)} ${unit}`;
  const met = isMet(row);
  const wanted = aim === null ? "" : `${aim.kind === "below" ? "<" : ">"} ${value(aim.value)}${met ? " ✓" : " ✗"}`;
  return [name, value(measured.median), p95(measured, value), floor?.name ?? "", floor ? value(floor.median) : "", wanted];
}

/** A single value has no spread to tell of. */
function p95({ p95: high, count }: Summary, value: (number: number) => string): string {
  return count > 1 ? value(high) : "";
}

function toDigits(number: number): string {
  if (number >= 100) return Math.round(number).toLocaleString("en-US");
  return number.toFixed(number >= 10 ? 1 : 2);
}

const isText = (column: number): boolean => column === 0 || column === 3 || column === 5;

function pad(cell: string, width: number, column: number): string {
  return isText(column) ? cell.padEnd(width) : cell.padStart(width);
}
