import { createHash } from "node:crypto";
import { type AsyncZippable, zip } from "fflate";
import * as z from "zod";
import type { ExportKind } from "@/lib/model";
import type { CoverSheet } from "./cover-sheet";
import type { OwnFile } from "./own-attachments";
import { toPage } from "./page/to-page";
import { type PersonData, type PortableData, portableData } from "./person-data";

export type Archive = {
  kind: ExportKind;
  page: PersonData;
  data: PersonData | PortableData;
  covers: readonly CoverSheet[];
  files: readonly OwnFile[];
};

/** One time for all, so that the same data make the same bytes. ZIP knows none before 1980. */
const mtime = "1980-01-01T00:00:00";

/** The ZIP that a person gets: a page to read, the data for machines, the files they sent, and a hash of each. */
export async function makeArchive({ kind, page, data, covers, files }: Archive): Promise<Uint8Array> {
  const contents: Record<string, Uint8Array> = {
    "README.txt": text(readme(data)),
    "index.html": text(toPage(page, covers)),
    "data.json": text(`${JSON.stringify(data, null, 1)}\n`),
    ...(kind === "portability" && { "schema.json": text(`${JSON.stringify(portabilitySchema(), null, 2)}\n`) }),
    ...Object.fromEntries(files.map(({ file, content }) => [file, new Uint8Array(content)])),
  };
  return zipped({ ...contents, "manifest.json": text(manifestOf(contents, data)) });
}

function portabilitySchema(): unknown {
  return z.toJSONSchema(portableData, { unrepresentable: "any" });
}

function manifestOf(contents: Readonly<Record<string, Uint8Array>>, { case: number, madeAt, kind }: Archive["data"]): string {
  const files = Object.entries(contents).map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  }));
  return `${JSON.stringify({ format: "turnscope-manifest", version: 1, case: number, kind, madeAt, files }, null, 2)}\n`;
}

function readme({ case: number, kind, madeAt }: Archive["data"]): string {
  const title =
    kind === "access" ? "A copy of the personal data held about you (Art. 15 GDPR)" : "Your data, to take elsewhere (Art. 20 GDPR)";
  const schema = kind === "portability" ? "schema.json    what data.json looks like (JSON Schema)\n" : "";
  return `${title}
Case ${number}, made on ${madeAt.slice(0, 10)}

index.html     open this first; it needs no internet
data.json      the same for machines, with every detail
${schema}manifest.json  the SHA-256 of each file
attachments/   the files that you sent, if any

Keep this archive safe: whoever has it can read what is in it.
`;
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

function zipped(contents: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
  const entries: AsyncZippable = Object.fromEntries(Object.entries(contents).map(([name, bytes]) => [name, [bytes, { level: 6, mtime }]]));
  return new Promise((resolve, reject) => {
    zip(entries, (error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}
