import { openServicePath } from "@/lib/conversations";
import { HarnessError } from "@/lib/model";
import { serviceErrorAnswer } from "./_lib/service-error";
import type { ServiceRoute } from "./_lib/service-route";
import { serviceRoutes } from "./_routes";

/**
 * The services of the protocol at its own paths: /v3/… as every client and bot knows them, and /service/{token}/v3/…, which is the
 * serviceUrl a bot is given: whoever asks there is that bot.
 */
export async function answerV3(request: Request): Promise<Response> {
  try {
    const url = new URL(request.url);
    const { pathname, servedBotId } = openServicePath(url.pathname);
    const found = findRoute(request.method, pathname);
    return await found.route.answer({ request, url, params: found.params, servedBotId });
  } catch (error) {
    return serviceErrorAnswer(error);
  }
}

type Found = { route: ServiceRoute; params: Record<string, string> };

function findRoute(method: string, pathname: string): Found {
  const segments = pathname.split("/");
  const matching = serviceRoutes.flatMap((route) => {
    const params = matchSegments(route.path.split("/"), segments);
    return params ? [{ route, params }] : [];
  });
  const found = matching.find(({ route }) => route.method === method);
  if (found) return found;
  if (matching.length === 0) throw new HarnessError("not_found", "The service has nothing at this address.");
  const allow = matching.map(({ route }) => route.method);
  throw new HarnessError("method_not_allowed", `This address takes ${allow.join(", ")}.`, { details: { allow } });
}

function matchSegments(wanted: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const segment = given[at] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== segment : segment === "") return null;
    if (name !== undefined) params[name] = decodeSegment(segment);
  }
  return params;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new HarnessError("not_found", "Nothing has this address: percent-encode ids as UTF-8.", { cause });
  }
}
