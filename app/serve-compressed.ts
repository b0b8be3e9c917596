import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";

const prefix = "/_next/static/";
const types: Record<string, string> = { ".js": "application/javascript; charset=UTF-8", ".css": "text/css; charset=UTF-8" };

type Serve = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Answers requests for scripts and styles with the copies that the build compressed: Next would compress each of them again for every
 * browser, which takes longer than all else that opening a page asks of the server. True when it answers; all others are Next's.
 */
export function serveCompressed(folder: string): Serve {
  const names = new Set(readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/")));
  return (request, response) => {
    const file = fileOf(request);
    const type = types[path.extname(file)];
    if (type === undefined || !names.has(`${file}.gz`)) return false;
    void send(response, path.join(folder, `${file}.gz`), type);
    return true;
  };
}

/** Empty for a request that must not be answered so. */
function fileOf({ method, url = "", headers }: IncomingMessage): string {
  const isAsked = (method === "GET" || method === "HEAD") && url.startsWith(prefix);
  const isGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(String(headers["accept-encoding"] ?? ""));
  return isAsked && isGzip ? (url.slice(prefix.length).split("?")[0] ?? "") : "";
}

async function send(response: ServerResponse, file: string, type: string): Promise<void> {
  try {
    const body = await readFile(file);
    response.setHeader("Content-Type", type);
    response.setHeader("Content-Encoding", "gzip");
    response.setHeader("Vary", "Accept-Encoding");
    // The build names them by their content.
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setHeader("Content-Length", body.length);
    response.end(body);
  } catch (error) {
    console.error(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
    response.writeHead(500).end();
  }
}
