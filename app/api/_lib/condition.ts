import * as z from "zod";
import { HarnessError } from "@/lib/model";
import { invalidRequest } from "./parse-input";

/** What must be stored for a write to happen: an eTag, "*" for anything, null for nothing. As lib/conversations takes it. */
export type Condition = string | null;

export const conditionHeaders = {
  "if-match": z.string().optional().describe('The eTag that was read, with or without quotes, or "*" to overwrite whatever is there'),
  "if-none-match": z.string().optional().describe('"*" instead of If-Match writes only when nothing is stored yet'),
};

/** Throws `if_match_required` when the request does not say what it read. */
export function requireCondition(headers: { "if-match"?: string; "if-none-match"?: string }): Condition {
  const match = headers["if-match"]?.trim() ?? "";
  const noneMatch = headers["if-none-match"]?.trim() ?? "";
  if (match !== "" && noneMatch !== "")
    throw invalidRequest([{ in: "header", path: "/if-none-match", message: "Send If-Match or If-None-Match" }]);
  if (noneMatch === "*") return null;
  if (noneMatch !== "") throw invalidRequest([{ in: "header", path: "/if-none-match", message: 'Only "*" has a meaning here' }]);
  if (match === "") {
    throw new HarnessError("if_match_required", "Send If-Match with the eTag you read, or If-Match: * to overwrite. Nothing was changed.");
  }
  return toETag(match);
}

export function eTagHeader(eTag: string | null): Record<string, string> {
  return eTag === null ? {} : { ETag: `"${eTag}"` };
}

function toETag(text: string): string {
  const tag = /^"([^"]*)"$/.exec(text)?.[1] ?? text;
  if (/^[\w*.+/=-]{1,200}$/.test(tag)) return tag;
  throw invalidRequest([{ in: "header", path: "/if-match", message: 'Send one eTag, such as "4f2k9x", or *' }]);
}
