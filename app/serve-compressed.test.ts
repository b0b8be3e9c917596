import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { serveCompressed } from "./serve-compressed";

const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-static-"));
writeFileSync(path.join(folder, "one.js"), "1");
writeFileSync(path.join(folder, "one.js.gz"), gzipSync("1"));
writeFileSync(path.join(folder, "two.js"), "2");
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a script is sent as the build compressed it, and everything else is left to Next", async () => {
  const serve = serveCompressed(folder);
  const server = createServer((request, response) => serve(request, response) || response.writeHead(404).end("Next"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const ask = (file: string, encodings = "gzip, br") => askFor((server.address() as AddressInfo).port, file, encodings);

  const { headers, body } = await ask("/_next/static/one.js?dpl=1");
  expect(headers).toMatchObject({ "content-encoding": "gzip", "cache-control": "public, max-age=31536000, immutable" });
  expect(gunzipSync(body).toString()).toBe("1");
  for (const [file, encodings] of [
    ["/_next/static/one.js", "identity"],
    ["/_next/static/one.js", "br, gzip;q=0"],
    ["/_next/static/two.js", "gzip"],
    ["/_next/static/one.js.gz", "gzip"],
    ["/_next/static/../one.js", "gzip"],
    ["/one.js", "gzip"],
  ] as const) {
    expect((await ask(file, encodings)).body.toString(), file).toBe("Next");
  }
});

function askFor(port: number, file: string, encodings: string): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = get({ port, path: file, headers: { "accept-encoding": encodings } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
    });
    request.on("error", reject);
  });
}
