import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type AuditHead, auditHead } from "@/lib/model";

const fileName = "audit-heads.jsonl";

/** A line of the file; null where it is none that was written here. */
export type HeadLine = { line: number; head: AuditHead | null };

/** Puts a head where nobody who changes the database changes it too: on disk when this returns. */
export function appendHead(folder: string, head: AuditHead): void {
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, fileName), `${JSON.stringify(head)}\n`, { mode: 0o600, flush: true });
}

/** All heads of the file, in its order; none while there is no file. */
export function readHeadFile(folder: string): HeadLine[] {
  return readLines(path.join(folder, fileName)).flatMap((text, index) => (text === "" ? [] : [{ line: index + 1, head: parseHead(text) }]));
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function parseHead(text: string): AuditHead | null {
  try {
    const parsed = auditHead.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
