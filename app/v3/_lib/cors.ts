/** DirectLineJS names itself in x-ms-bot-agent on every call (protocols 1.7). */
const allowedHeaders = ["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"];
const preflightSeconds = 86_400;

export function answerPreflight(request: Request): Response {
  const headers = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": allowedHeaders.join(", "),
    "Access-Control-Max-Age": String(preflightSeconds),
  };
  return withCors(request, new Response(null, { status: 204, headers }));
}

/**
 * Lets a page of any origin read the answer: its token is the guard. The one call that DirectLineJS sends with credentials needs the origin by
 * name; we set no cookies, so that gives nothing away.
 */
export function withCors(request: Request, answer: Response): Response {
  const origin = request.headers.get("origin");
  if (origin === null) return answer;
  answer.headers.set("Access-Control-Expose-Headers", "Retry-After");
  answer.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  if (!new URL(request.url).pathname.endsWith("/session/getsessionid")) {
    answer.headers.set("Access-Control-Allow-Origin", "*");
    return answer;
  }
  answer.headers.set("Access-Control-Allow-Origin", origin);
  answer.headers.set("Access-Control-Allow-Credentials", "true");
  answer.headers.set("Vary", "Origin");
  return answer;
}
