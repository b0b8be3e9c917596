import type * as z from "zod";
import { parseProblem, unexpectedAnswer, unreachableProblem } from "./api-problem";
import { leaveForSignIn } from "./leave-for-sign-in";

export type RequestOptions<T> = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Record<string, string | number | null | undefined>;
  body?: unknown;
  /** Name of the person at the page; the server writes it beside the change. */
  by?: string;
  ifMatch?: string;
  signal?: AbortSignal;
  answer: z.ZodType<T>;
};

function toUrl(path: string, query: RequestOptions<unknown>["query"] = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined) params.set(name, String(value));
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

function toHeaders({ body, by, ifMatch, method }: Pick<RequestOptions<unknown>, "body" | "by" | "ifMatch" | "method">): Headers {
  const headers = new Headers({ accept: "application/json" });
  if (body !== undefined)
    headers.set("content-type", method === "PATCH" && Array.isArray(body) ? "application/json-patch+json" : "application/json");
  // Header values are Latin-1 only, names are not: percent-encoding carries them.
  if (by !== undefined) headers.set("x-turnscope-by", encodeURIComponent(by));
  if (ifMatch !== undefined) headers.set("if-match", ifMatch);
  return headers;
}

async function send(path: string, options: RequestOptions<unknown>): Promise<Response> {
  try {
    return await fetch(toUrl(path, options.query), {
      method: options.method ?? "GET",
      headers: toHeaders(options),
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
      cache: "no-store",
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw unreachableProblem(error);
  }
}

/** Calls our HTTP API and checks the answer's shape. Throws an ApiProblem on anything but a good answer. */
export async function request<T>(path: string, options: RequestOptions<T>): Promise<T> {
  const response = await send(path, options);
  let body: unknown;
  try {
    body = await response.json();
  } catch (error) {
    throw unexpectedAnswer(response.status, error);
  }
  if (!response.ok) {
    const problem = parseProblem(response.status, body);
    if (problem.code === "sign_in_required") leaveForSignIn();
    throw problem;
  }
  const parsed = options.answer.safeParse(body);
  if (!parsed.success) throw unexpectedAnswer(response.status, parsed.error);
  return parsed.data;
}
