import type * as z from "zod";
import { callerOf, type Identified, problemReply } from "@/lib/access";
import { readerSight } from "@/lib/memory";
import { type Caller, errorStatus, HarnessError, isHarnessError, nobody, type ReaderSight } from "@/lib/model";
import type { Commit } from "@/lib/state";
import { createFailureLog, type FailureLog } from "./failure-log";
import { maskBody, requireSeen } from "./mask-body";
import { matchPath } from "./match-path";
import { withNamedAccounts } from "./named-accounts";
import { onRecord, recordingRefusals } from "./on-record";
import type { Method, Operation, OperationBody, OperationInput } from "./operation";
import { parseInput } from "./parse-input";
import { readJsonBody, readTextBody } from "./read-json-body";
import { readQuery } from "./read-query";
import { requireRight, requireRightHere } from "./require-right";
import { withoutEmergency } from "./without-emergency";

export type Handler = (request: Request) => Promise<Response>;
export type OperationHandler = { method: Method; path: string; respond: Handler };
export type OperationAnswer<A> =
  | { body: A; headers?: Record<string, string>; cookies?: string[] }
  /** One of the operation's other media types. */
  | { text: string; mediaType: string; headers?: Record<string, string> }
  /** A file that is no text. */
  | { bytes: Uint8Array<ArrayBuffer>; mediaType: string; headers?: Record<string, string> };

/** Who asks, and whose values they see; the request for what is about signing in. */
export type Reader = {
  caller: Caller;
  sight: ReaderSight;
  request: Request;
  /** Commits what the operation changes together with its being on record. */
  commit: Commit;
};

const failureLog = createFailureLog();

/**
 * An operation as something that answers requests: asks who is calling and what they may, parses every part, asks `answer`, puts it on record,
 * masks what comes. Whatever is thrown becomes a problem.
 */
export function handle<P extends z.ZodObject, Q extends z.ZodObject, H extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>(
  operation: Operation<P, Q, H, B, A>,
  answer: (input: OperationInput<P, Q, H, B>, reader: Reader) => Promise<OperationAnswer<z.output<A>>>,
): OperationHandler {
  const respond = async (request: Request): Promise<Response> => {
    const { caller: asker, setCookie }: Identified = operation.right === "own-key" ? { caller: nobody } : await callerOf(request);
    const caller = operation.method === "GET" || operation.isReading ? asker : withoutEmergency(asker);
    await recordingRefusals({ operationId: operation.id, caller }, async () => requireRight(caller, operation.right));
    const asked = signedBy(caller, await readInput(operation, request));
    const sight = await readerSight(caller);
    const input = await recordingRefusals({ operationId: operation.id, caller }, () => withNamedAccounts(asked, sight));
    const answered = await onRecord({ operationId: operation.id, input, caller, sight }, async (commit) => {
      await requireRightHere(operation, input, { caller, sight });
      if (operation.writesState) await requireSeen(input, sight);
      return answer(input, { caller, sight, request, commit });
    });
    const [content, type] =
      "text" in answered
        ? [answered.text, `${answered.mediaType}; charset=utf-8`]
        : "bytes" in answered
          ? [answered.bytes, answered.mediaType]
          : [JSON.stringify(await maskBody(operation, answered.body, { input, sight })), "application/json"];
    const cookie: Record<string, string> = setCookie === undefined ? {} : { "Set-Cookie": setCookie };
    const response = toResponse(operation.answer.status, content, { "Content-Type": type, ...cookie, ...answered.headers });
    for (const another of "cookies" in answered ? (answered.cookies ?? []) : []) response.headers.append("Set-Cookie", another);
    return response;
  };
  const { method, path } = operation;
  return { method, path, respond: answeringProblems(`${method} ${path}`, respond) };
}

/** The one place where errors become HTTP. Those that are our fault are logged. */
export function answeringProblems(name: string, respond: Handler, log: FailureLog = failureLog): Handler {
  return async (request) => {
    try {
      return await respond(request);
    } catch (error) {
      if (!isHarnessError(error) || errorStatus[error.code] >= 500) log.report(name, error);
      const { status, headers, body } = problemReply(error);
      return toResponse(status, body, headers);
    }
  };
}

async function readInput<P extends z.ZodObject, Q extends z.ZodObject, H extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>(
  operation: Operation<P, Q, H, B, A>,
  request: Request,
): Promise<OperationInput<P, Q, H, B>> {
  const url = new URL(request.url);
  return {
    params: parseParams(operation.params, matchPath(operation.path, url.pathname)),
    query: parseInput(operation.query, readQuery(url), "query"),
    headers: parseInput(operation.headers, Object.fromEntries(request.headers), "header"),
    body: (operation.body ? parseInput(operation.body.schema, await readBody(request, operation.body), "body") : undefined) as z.output<B>,
  };
}

/** Who writes is whoever signed in; only on a machine where nobody does may scripts give a name. */
function signedBy<I extends { headers: Record<string, unknown> }>({ kind, name }: Caller, input: I): I {
  if (kind === "local" || !("x-turnscope-by" in input.headers)) return input;
  return { ...input, headers: { ...input.headers, "x-turnscope-by": name } };
}

function readBody(request: Request, body: OperationBody<z.ZodType>): Promise<unknown> {
  return body.texts ? readTextBody(request, body) : readJsonBody(request, body);
}

/** A path that cannot be right names nothing, so it is not found rather than invalid. */
function parseParams<P extends z.ZodObject>(schema: P, params: Record<string, string>): z.output<P> {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const [name] = parsed.error.issues[0]?.path ?? [];
  if (name === "scope") throw new HarnessError("scope_not_found", "There are four scopes: user, conversation, private and dialog.");
  if (name === "number") throw new HarnessError("turn_not_found", "There is no such turn. Turns are numbered from 1.");
  throw new HarnessError("not_found", "Nothing has this address. See /api/docs for what there is.");
}

function toResponse(status: number, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Response {
  return new Response(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
}
