import * as z from "zod";
import { errorStatus, isHarnessError } from "./errors";

/** RFC 9457 problem document; `code` is stable, `detail` says what to do. */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
});
export type Problem = z.infer<typeof problem>;

/** Anything thrown becomes a problem; what is not ours is reported as `internal` without its text, which may hold personal data. */
export function toProblem(error: unknown): Problem {
  if (!isHarnessError(error)) {
    return {
      type: "about:blank",
      title: "internal",
      status: 500,
      code: "internal",
      detail: "Something went wrong on the server. Its log has the reason; please report it.",
    };
  }
  const status = errorStatus[error.code];
  return {
    ...error.details,
    type: "about:blank",
    title: error.code.replaceAll("_", " "),
    status,
    code: error.code,
    detail: error.userMessage,
  };
}
