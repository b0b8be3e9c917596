import { HarnessError, jsonValueDepth, maxFileBytes, maxFileDepth } from "@/lib/model";

/** What is saved can be opened again: throws `file_too_large` for a file that is larger or nests deeper than those that are opened. */
export function requireOpenable<T>(file: T, what: string): T {
  requireShallow(file, what);
  if (Buffer.byteLength(JSON.stringify(file)) <= maxFileBytes) return file;
  throw new HarnessError("file_too_large", `${what} may have ${maxFileBytes} bytes, so that it can be opened again; this one has more.`);
}

/** Bots may nest what they say and remember as deep as they like; files are read from anywhere, and so have a limit. */
export function requireShallow(file: unknown, what: string): void {
  if (jsonValueDepth(file, maxFileDepth) <= maxFileDepth) return;
  throw new HarnessError(
    "file_too_large",
    `${what} may nest ${maxFileDepth} levels, so that it can be opened again; something in this one nests deeper.`,
  );
}
