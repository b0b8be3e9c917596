import { isHarnessError, toProblem } from "@/lib/model";

export type ProblemReply = { status: number; headers: Record<string, string>; body: string };

/** Anything thrown as an HTTP answer (RFC 9457). A 405 names the methods its error carries in `details.allow`. */
export function problemReply(error: unknown): ProblemReply {
  const problem = toProblem(error);
  const headers: Record<string, string> = { "Content-Type": "application/problem+json", "Cache-Control": "no-store" };
  const allow = isHarnessError(error) ? error.details.allow : undefined;
  if (Array.isArray(allow)) headers.Allow = allow.join(", ");
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}
