import { HarnessError } from "@/lib/model";
import { isApi, isDirectLine } from "./security-headers";

/** `headers` as Node gives them: lower-case names. A request with an `upgrade` header counts as a socket. */
export type IncomingRequest = { method: string; url: string; headers: Readonly<Record<string, string | string[] | undefined>> };

/** Where this process listens: the HOST setting and the port it really got. */
export type ListenAddress = {
  host: string;
  port: number;
  /** The origin under which people come, where that is a proxy's. */
  publicUrl?: string | null;
};

const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
const readingMethods = ["GET", "HEAD", "OPTIONS"];

/**
 * Why a request must not be answered, or null. Asked before anything else looks at the request, sockets included.
 * A foreign Host is DNS rebinding and a foreign Origin is a page elsewhere writing through the tester's browser;
 * scripts send no Origin and pass.
 */
export function checkRequest(request: IncomingRequest, listening: ListenAddress): HarnessError | null {
  return checkHost(request, listening) ?? checkMethod(request) ?? checkAddress(request) ?? checkOrigin(request, listening);
}

function checkHost({ headers }: IncomingRequest, listening: ListenAddress): HarnessError | null {
  const { host } = headers;
  if (typeof host === "string" && ownAuthorities(listening).includes(host.toLowerCase())) return null;
  return new HarnessError("forbidden_host", `This server answers only to its own address. Use ${ownOrigin(listening)} instead.`);
}

function checkMethod({ method }: IncomingRequest): HarnessError | null {
  if (methods.includes(method)) return null;
  return new HarnessError("method_not_allowed", "This server does not know that method.", { details: { allow: methods } });
}

/**
 * Next answers 500 to a path that does not decode, and passes a query on with its broken characters replaced by others: ids
 * in it would name somebody else.
 */
function checkAddress({ url }: IncomingRequest): HarnessError | null {
  const [path = "", query = ""] = splitOnce(url, "?");
  if (!path.startsWith("/") || !isDecodable(path)) {
    return new HarnessError("not_found", "Nothing has this address: a path starts with / and is percent-encoded UTF-8.");
  }
  if (!isApi(path) || isDecodable(query)) return null;
  const errors = [{ in: "query", path: "", message: "Percent-encode the query as UTF-8" }];
  return new HarnessError("invalid_request", "Percent-encode the query as UTF-8. Nothing was changed.", { details: { errors } });
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Direct Line clients live in pages of any origin, and may: every call carries a token that such a page can have only from whoever holds the
 * bot's secret, and nothing there is decided by cookies or by where a request comes from. A rebound Host is refused all the same.
 */
function checkOrigin({ method, url, headers }: IncomingRequest, listening: ListenAddress): HarnessError | null {
  if (isDirectLine(resolvedPath(url))) return null;
  const isSocket = headers.upgrade !== undefined;
  if (readingMethods.includes(method) && !isSocket) return null;
  const isForeign = headers.origin !== undefined && !isOwnOrigin(headers.origin, listening);
  // Origin alone decides for sockets: browsers always send it there, and disagree on what Sec-Fetch-Site says.
  if (!isForeign && (isSocket || !isFromAnotherSite(headers["sec-fetch-site"]))) return null;
  return new HarnessError(
    "forbidden_origin",
    `Another web page may not change anything here. Use the page at ${ownOrigin(listening)}, or a script that sends no Origin header.`,
  );
}

/** As the services read it: `..` leads out of Direct Line again, also percent-encoded. */
function resolvedPath(url: string): string {
  return new URL(`http://localhost${url}`).pathname;
}

/** Ports do not part sites, so a page on another local port is `same-site` and still not ours. */
function isFromAnotherSite(site: string | string[] | undefined): boolean {
  return site !== undefined && site !== "same-origin" && site !== "none";
}

function isOwnOrigin(origin: string | string[], listening: ListenAddress): boolean {
  return typeof origin === "string" && ownOrigins(listening).includes(origin.toLowerCase());
}

/** Every value the Host header of a request to us may have, in lower case; clients leave the port out only when it is 80. */
function ownAuthorities({ publicUrl, ...listening }: ListenAddress): string[] {
  return publicUrl ? [...listenAuthorities(listening), ...publicAuthorities(publicUrl)] : listenAuthorities(listening);
}

/** A proxy passes on what the browser sent, which leaves the usual port out, or names it. */
function publicAuthorities(publicUrl: string): string[] {
  const { host, hostname, port, protocol } = new URL(publicUrl);
  return port === "" ? [host, `${hostname}:${protocol === "https:" ? 443 : 80}`] : [host];
}

function ownOrigins({ publicUrl, ...listening }: ListenAddress): string[] {
  const origins = listenAuthorities(listening).map((authority) => `http://${authority}`);
  return publicUrl ? [...origins, publicUrl] : origins;
}

function listenAuthorities({ host, port }: Omit<ListenAddress, "publicUrl">): string[] {
  const names = ["127.0.0.1", "localhost", "[::1]", inUrl(host).toLowerCase()];
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

function ownOrigin({ host, port, publicUrl }: ListenAddress): string {
  if (publicUrl) return publicUrl;
  return `http://${inUrl(host)}:${port}`;
}

function inUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
