import type * as z from "zod";
import { formatPointer, HarnessError } from "@/lib/model";

export type RequestPart = "body" | "query" | "header";

/** One thing wrong with a request; `path` is an RFC 6901 pointer into the part. */
export type RequestFault = { in: RequestPart; path: string; message: string };

/** A request with thousands of faults is answered with the first of them. */
const maxFaults = 50;

/** Checks one part of a request. Throws `invalid_request` with `errors`, one for each fault. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, part: RequestPart): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidRequest(parsed.error.issues.flatMap((issue) => toFaults(issue, part)));
}

export function invalidRequest(errors: readonly RequestFault[]): HarnessError {
  const [first] = errors;
  const where = first ? ` ${describePart[first.in]}${first.path}: ${first.message}.` : "";
  return new HarnessError("invalid_request", `The request is not as documented at /api/docs.${where} Nothing was changed.`, {
    details: { errors: errors.slice(0, maxFaults) },
  });
}

const describePart: Record<RequestPart, string> = { body: "Body ", query: "Query ", header: "Header " };

function toFaults(issue: z.core.$ZodIssue, part: RequestPart): RequestFault[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? (step.description ?? "") : step));
  if (issue.code !== "unrecognized_keys") return [{ in: part, path: formatPointer(path), message: issue.message }];
  return issue.keys.map((key) => ({ in: part, path: formatPointer([...path, key]), message: "Unrecognized key" }));
}
