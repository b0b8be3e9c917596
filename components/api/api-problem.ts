import { type Problem, problem } from "@/lib/model";

/** What a call answered instead of what was asked for. `detail` is a sentence to show; `code` is stable. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  /** The whole problem document; a stale eTag carries the current value in it. */
  readonly body: Problem;

  constructor(body: Problem, options?: ErrorOptions) {
    super(body.detail, options);
    this.name = "ApiProblem";
    this.code = body.code;
    this.status = body.status;
    this.detail = body.detail;
    this.body = body;
  }
}

export function isApiProblem(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem;
}

/** The sentence to show for anything thrown. */
export function problemSentence(error: unknown): string {
  if (isApiProblem(error)) return error.detail;
  return error instanceof Error ? error.message : String(error);
}

function localProblem(code: string, status: number, detail: string, cause?: unknown): ApiProblem {
  return new ApiProblem({ type: "about:blank", title: code.replaceAll("_", " "), status, code, detail }, { cause });
}

export function unreachableProblem(cause: unknown): ApiProblem {
  return localProblem("server_unreachable", 0, "The Turnscope server does not answer. Check that it is running, then try again.", cause);
}

export function unexpectedAnswer(status: number, cause?: unknown): ApiProblem {
  const detail = "The server answered with something this page does not understand. Reload the page; its version may have changed.";
  return localProblem("unexpected_answer", status, detail, cause);
}

export function parseProblem(status: number, body: unknown): ApiProblem {
  const parsed = problem.safeParse(body);
  return parsed.success ? new ApiProblem(parsed.data) : unexpectedAnswer(status, parsed.error);
}
