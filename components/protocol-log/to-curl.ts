import type { ProtocolExchange } from "@/lib/model";

/** What curl makes of its own accord, or must not repeat. */
const notRepeated = new Set(["host", "connection", "content-length", "transfer-encoding", "accept-encoding", "expect", "keep-alive"]);

/** The request as a command line; what was left out of the log stands as <left out>, for whoever runs it to fill in. */
export function toCurl({ method, url, request }: ProtocolExchange, origin: string): string {
  const address = url.startsWith("/") ? `${origin}${url}` : url;
  const headers = Object.entries(request.headers).filter(([name]) => !notRepeated.has(name));
  const parts = [
    `curl -X ${method} ${quote(fillable(address))}`,
    ...headers.map(([name, value]) => `-H ${quote(fillable(`${name}: ${value}`))}`),
    ...(request.body === null ? [] : [`--data-raw ${quote(fillable(request.body))}`]),
  ];
  return parts.join(" \\\n  ");
}

function fillable(text: string): string {
  return text.replaceAll("(left out)", "<left out>").replaceAll("/service/…", "/service/<left out>");
}

/** For a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
