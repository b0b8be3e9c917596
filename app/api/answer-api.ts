import { HarnessError } from "@/lib/model";
import { handlers } from "./_handlers";
import { answeringProblems, type Handler, type OperationHandler } from "./_lib/handle";

type Route = { segments: string[]; handlers: OperationHandler[] };

/**
 * The HTTP API as one function. In production server.ts calls it without going through Next, whose router costs several times
 * what the API itself does; in development the catch-all route does, so that changes show without a restart.
 */
export async function answerApi(request: Request): Promise<Response> {
  const route = findRoute(new URL(request.url).pathname);
  if (!route) return refuseAddress(request);
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { Allow: allowedBy(route).join(", ") } });
  const method = request.method === "HEAD" ? "GET" : request.method;
  const handler = route.handlers.find((one) => one.method === method);
  return handler ? handler.respond(request) : refuseMethod(route)(request);
}

const routes = toRoutes(handlers);

/** Those with the fewest parameters first: a word in an address is more than any id. */
function toRoutes(all: readonly OperationHandler[]): Route[] {
  const byPath = new Map<string, OperationHandler[]>();
  for (const handler of all) byPath.set(handler.path, [...(byPath.get(handler.path) ?? []), handler]);
  const found = [...byPath].map(([path, those]) => ({ segments: path.split("/"), handlers: those }));
  return found.sort((one, other) => parametersOf(one) - parametersOf(other));
}

function parametersOf({ segments }: Route): number {
  return segments.filter((segment) => segment.startsWith("{")).length;
}

function findRoute(pathname: string): Route | undefined {
  const given = pathname.split("/");
  return routes.find(({ segments }) => segments.length === given.length && segments.every((wanted, at) => matches(wanted, given[at])));
}

function matches(wanted: string, given = ""): boolean {
  return wanted.startsWith("{") ? given !== "" : wanted === given;
}

function allowedBy(route: Route): string[] {
  return route.handlers.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method])).concat("OPTIONS");
}

function refuseMethod(route: Route): Handler {
  const allow = allowedBy(route);
  return answeringProblems("method", async () => {
    throw new HarnessError("method_not_allowed", `This address takes ${allow.join(", ")}.`, { details: { allow } });
  });
}

const refuseAddress = answeringProblems("unknown address", async () => {
  throw new HarnessError("not_found", "The API has nothing at this address. See /api/docs for what there is.");
});
