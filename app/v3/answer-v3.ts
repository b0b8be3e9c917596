import { createFailureLog } from "@/app/api/_lib/failure-log";
import { isDirectLine } from "@/lib/access";
import { noteUserAgent, openServicePath } from "@/lib/conversations";
import { errorStatus, HarnessError, isHarnessError } from "@/lib/model";
import { notingKeptOut } from "@/lib/standing";
import { answerPreflight, withCors } from "./_lib/cors";
import { noteService, type ServicePlace } from "./_lib/note-service";
import { serviceErrorAnswer } from "./_lib/service-error";
import type { ServiceRoute, ToldPlace } from "./_lib/service-route";
import { serviceRoutes } from "./_routes";

/**
 * The services of the protocol at its own paths: /v3/… and /api/usertoken/… as every client and bot knows them (/bot/v1.0/… before that), and the
 * same below /service/{token}/, which is the serviceUrl a bot is given: whoever asks there is that bot.
 */
export async function answerV3(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (!isDirectLine(url.pathname)) return answerService(request, url);
  return request.method === "OPTIONS" ? answerPreflight(request) : withCors(request, await answerService(request, url));
}

async function answerService(request: Request, url: URL): Promise<Response> {
  const note = noteService(request, url);
  const place: ServicePlace = { servedBotId: null, params: {}, told: {} };
  const { result: response, isKeptOut } = await notingKeptOut(() => answerRoute(request, url, place));
  note(response, { ...place, isKeptOut });
  return response;
}

/** Fills in `place` as far as it comes. */
async function answerRoute(request: Request, url: URL, place: ServicePlace): Promise<Response> {
  try {
    const { pathname: servedPath, servedBotId } = openServicePath(url.pathname);
    const pathname = isUserTokenService(servedPath) ? servedPath.toLowerCase() : servedPath;
    place.servedBotId = servedBotId;
    if (servedBotId !== null) noteUserAgent(servedBotId, request.headers.get("user-agent"));
    const found = findRoute(request.method, pathname);
    place.params = found.params;
    const tell = (known: ToldPlace) => Object.assign(place.told, known);
    return await found.route.answer({ request, url, params: found.params, servedBotId, tell });
  } catch (error) {
    if (!isHarnessError(error) || errorStatus[error.code] === 500) failureLog.report(`${request.method} ${serviceName(url)}`, error);
    return serviceErrorAnswer(error);
  }
}

/** Whether these services answer at a path. */
export function isServicePath(pathname: string): boolean {
  return /^\/(?:v3|service|bot\/v1\.0)\//.test(pathname) || isUserTokenService(pathname);
}

/** Its paths have no ids in them, and SDKs differ in their capitals. */
function isUserTokenService(pathname: string): boolean {
  return /^\/api\/(?:usertoken|botsignin)\//i.test(pathname);
}

const failureLog = createFailureLog();

/** Without ids and service tokens. */
function serviceName({ pathname }: URL): string {
  return /\/(?:v3|api|bot\/v1\.0)\/[a-z]+/i.exec(pathname)?.[0] ?? "/v3";
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
