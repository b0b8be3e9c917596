import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { answerApi } from "@/app/api/answer-api";
import { LiveSockets, livePath } from "@/app/api/live-sockets";
import { detourOf } from "@/app/guard-pages";
import { logFailure } from "@/app/log-failure";
import { refuseSocket } from "@/app/refuse-socket";
import { serveCompressed } from "@/app/serve-compressed";
import { toAsker } from "@/app/to-asker";
import { answerV3, isServicePath } from "@/app/v3/answer-v3";
import { DirectLineStreams } from "@/app/v3/direct-line-streams";
import {
  checkRequest,
  contentSecurityPolicy,
  makeFirstRunLink,
  newNonce,
  problemReply,
  securityHeaders,
  stampAddress,
  watchEmergencies,
} from "@/lib/access";
import { keepAudit } from "@/lib/audit";
import { flushProtocolLog } from "@/lib/channels";
import { finishTurns, startUp } from "@/lib/conversations";
import { claimDatabase, db, migrate } from "@/lib/db";
import { env, listSettingWarnings, ownAddress, setOwnAddress } from "@/lib/env";
import { keepCounting, watchForHints } from "@/lib/memory";
import { HarnessError, isHarnessError } from "@/lib/model";
import { continueErasures, hideExpiredFromPeople, keepSweeping, offerSelfService, watchExpiry } from "@/lib/privacy";

const finishTimeoutMs = 4_000;

// A bot may drop a promise that rejects after its turn: that is logged, and must not end everybody's conversations.
process.on("unhandledRejection", (error) => logFailure("unhandled rejection", error));
// The same holds for what a bot throws in a timer of its own. Failures of the start are caught below.
process.on("uncaughtException", (error) => logFailure("uncaught exception", error));

main().catch((error: unknown) => {
  console.error(isHarnessError(error) ? error.userMessage : error);
  process.exit(1);
});

async function main(): Promise<void> {
  const startedAtMs = Number(process.env.TURNSCOPE_STARTED_AT ?? Date.now());
  const { host, port, isDev, publicUrl } = env();
  await db();
  await claimDatabase(env());
  await migrate(env());
  const { interruptedTurns } = await startUp();
  const { replayed, continued } = await continueErasures((error) => logFailure("erasure", error));
  if (replayed + continued > 0)
    console.log(`${replayed} erasure(s) were done again in a restored backup, ${continued} went on that had been cut off.`);
  const stopHints = watchForHints({ onError: (error) => logFailure("hints", error) });
  const stopAudit = keepAudit({ onError: (error) => logFailure("audit", error) });
  const stopCounting = keepCounting({ onError: (error) => logFailure("counts of people", error) });
  const stopExpiry = watchExpiry({ onError: (error) => logFailure("expiry", error) });
  const stopEmergencies = watchEmergencies({ onError: (error) => logFailure("emergency access", error) });
  offerSelfService();
  hideExpiredFromPeople();
  const stopSweeping = keepSweeping({ onError: (error) => logFailure("retention sweep", error) });
  // Next listens for sockets on this server, and ends those whose address has a route; it is told of its own ones only.
  const socketsOfNext = createServer();
  const app = next({ dev: isDev, dir: import.meta.dirname, hostname: host, port, httpServer: socketsOfNext });
  await app.prepare();

  const sockets = new LiveSockets((error) => logFailure("live socket", error));
  const streams = new DirectLineStreams();
  const server = createServer();
  const listening = { host, port: await listen(server, host, port), publicUrl };
  setOwnAddress(listening.host, listening.port);
  const handle = app.getRequestHandler();
  const serveFile = isDev ? () => false : serveCompressed(path.join(import.meta.dirname, ".next", "static"));
  server.on("request", (request, response) => {
    if (refuseRequest(request, response, listening)) return;
    stampAddress(request);
    const protectedRequest = protectPage(request, response, isDev);
    if (serveFile(request, response)) return;
    if (isService(request)) void handleService(protectedRequest, response);
    else if (isApi(request) && !isDev) void handleApi(protectedRequest, response);
    else void answerPage(protectedRequest, response, handle);
  });
  server.on("upgrade", (request, socket, head) => {
    if (refuseUpgrade(request, socket, listening)) return;
    if (pathOf(request) === livePath) void sockets.upgrade(request, socket, head);
    else if (streams.isStream(request)) void streams.upgrade(request, socket, head);
    else if (isDev) socketsOfNext.emit("upgrade", request, socket, head);
    else socket.destroy();
  });
  stopOnSignal({ server, sockets, streams, stopWork: [stopHints, stopCounting, stopExpiry, stopEmergencies, stopAudit, stopSweeping] });

  if (interruptedTurns > 0)
    console.log(`${interruptedTurns} turn(s) were cut off when the server last stopped; they are marked as interrupted.`);
  await tellFirstRun();
  for (const warning of listSettingWarnings(env())) console.warn(`WARNING: ${warning}`);
  console.log(`Turnscope ready at ${publicUrl ?? ownAddress()} in ${Date.now() - startedAtMs} ms`);
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What is Next's to answer, for whoever may have it. */
async function answerPage(request: IncomingMessage, response: ServerResponse, handle: Handle): Promise<void> {
  try {
    const detour = await detourOf(toAsker(request));
    if (!detour) return await handle(request, response);
    response.setHeader("Set-Cookie", detour.cookies);
    response.writeHead(302, { Location: detour.location, "Cache-Control": "no-store" }).end();
  } catch (error) {
    logFailure("page", error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

/** Once, for whoever started the server: no one else can read it. */
async function tellFirstRun(): Promise<void> {
  if (env().signIn === null) return;
  const link = await makeFirstRunLink();
  if (link) console.log(`Nobody administers Turnscope yet. Whoever opens this link within an hour does, once:\n${link}`);
}

function listen(server: ReturnType<typeof createServer>, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(listenError(cause, host, port)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  if (cause.code === "EADDRINUSE") {
    return new HarnessError(
      "invalid_setting",
      `Port ${port} is in use on ${host}. Stop the other program, or choose another with PORT=3001.`,
      { cause },
    );
  }
  return new HarnessError("invalid_setting", `Turnscope cannot listen on ${host} port ${port} (${cause.code}). Check HOST and PORT.`, {
    cause,
  });
}

function toIncoming({ method = "GET", url = "/", headers }: IncomingMessage) {
  return { method, url, headers };
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?")[0] ?? "/";
}

/** The page that describes the API is Next's; everything else below /api is the API itself. */
function isApi(request: IncomingMessage): boolean {
  return pathOf(request).startsWith("/api/") && !/^\/api\/docs(?:\/|$)/.test(pathOf(request));
}

/** The services that bots and other clients ask, at the protocol's own paths. */
function isService(request: IncomingMessage): boolean {
  return isServicePath(pathOf(request));
}

const handleService = getRequestListener(answerV3, { overrideGlobalObjects: false });
const handleApi = getRequestListener(answerApi, { overrideGlobalObjects: false });

/** Answers a request that must go no further; true when it did. */
function refuseRequest(request: IncomingMessage, response: ServerResponse, listening: { host: string; port: number }): boolean {
  const error = checkRequest(toIncoming(request), listening);
  if (!error) return false;
  const { status, headers, body } = problemReply(error);
  response.writeHead(status, { ...securityHeaders(request.url ?? "/"), ...headers, Connection: "close" }).end(body);
  return true;
}

function refuseUpgrade(request: IncomingMessage, socket: Duplex, listening: { host: string; port: number }): boolean {
  const error = checkRequest(toIncoming(request), listening);
  if (!error) return false;
  refuseSocket(socket, error);
  return true;
}

/** Next reads the nonce for its scripts from the request's own policy header. */
function protectPage(request: IncomingMessage, response: ServerResponse, isDev: boolean): IncomingMessage {
  for (const [name, value] of Object.entries(securityHeaders(request.url ?? "/"))) response.setHeader(name, value);
  if (/^\/(?:_next|api)\//.test(request.url ?? "/") && pathOf(request) !== "/api/docs") return request;
  const nonce = newNonce();
  const policy = contentSecurityPolicy(nonce, { isDev });
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("Content-Security-Policy", policy);
  return request;
}

type Stoppable = {
  server: ReturnType<typeof createServer>;
  sockets: LiveSockets;
  streams: DirectLineStreams;
  /** What is done after turns, outside of them. */
  stopWork: readonly (() => Promise<void>)[];
};

/** Running turns may finish, pages are told why they lose their socket, and the process ends within five seconds. */
function stopOnSignal({ server, sockets, streams, stopWork }: Stoppable): void {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    server.close();
    await finishTurns(finishTimeoutMs);
    sockets.close("The server is stopping.");
    streams.close(1001, "The server is stopping.");
    await Promise.all(stopWork.map((stop) => stop()));
    await flushProtocolLog();
    await (await db()).close();
    server.closeAllConnections();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
}
