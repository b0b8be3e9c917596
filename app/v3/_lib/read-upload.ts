import { readBytes } from "@/app/api/_lib/read-json-body";
import type { UploadedFile } from "@/lib/conversations";
import { HarnessError, maxAttachmentBytes, maxAttachments, type PostedActivity, postedActivity } from "@/lib/model";

/** Ten files, and room for the activity and what stands between the parts. */
const maxUploadBytes = maxAttachments * maxAttachmentBytes + 1024 * 1024;
const maxNameCharacters = 200;

type ReadUpload = { posted: PostedActivity; files: UploadedFile[] };

/** Both forms of an upload (protocols 1.1): a form with an `activity` part and the files, or one file as it is. */
export async function readUpload(request: Request): Promise<ReadUpload> {
  const contentType = request.headers.get("content-type") ?? "";
  const bytes = await readBytes(request, maxUploadBytes);
  if (contentType.toLowerCase().startsWith("multipart/form-data")) return readForm(await parseForm(bytes, contentType));
  const name = fileNameIn(request.headers.get("content-disposition") ?? "");
  return { posted: { type: "message" }, files: bytes.length === 0 ? [] : [toFile(name, contentType, bytes)] };
}

async function parseForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch (cause) {
    throw new HarnessError("invalid_request", "The body is not the multipart form that its content type says.", { cause });
  }
}

async function readForm(form: FormData): Promise<ReadUpload> {
  const activity = form.get("activity");
  const parts = [...form.entries()].filter(([name]) => name !== "activity").map(([, part]) => part);
  const files = parts.filter((part) => typeof part !== "string");
  return {
    posted: activity === null ? { type: "message" } : parseActivity(typeof activity === "string" ? activity : await activity.text()),
    files: await Promise.all(files.map(async (file) => toFile(file.name, file.type, new Uint8Array(await file.arrayBuffer())))),
  };
}

function parseActivity(text: string): PostedActivity {
  try {
    return postedActivity.parse(JSON.parse(text));
  } catch (cause) {
    throw new HarnessError("invalid_activity", "The part named activity is not an activity.", { cause });
  }
}

function toFile(name: string, contentType: string, bytes: Uint8Array): UploadedFile {
  const known = /^[\w.+-]+\/[\w.+-]+/.exec(contentType)?.[0].toLowerCase();
  return { name: name.slice(0, maxNameCharacters) || "file", contentType: known ?? "application/octet-stream", bytes };
}

/** Header values are bytes; names in them are mostly plain, or percent-encoded as `filename*` says. */
function fileNameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodePercent(encoded);
  return /filename="?([^";]*)"?/i.exec(disposition)?.[1]?.trim() ?? "";
}

/** Broken percent signs stay as they are. */
function decodePercent(text: string): string {
  const bytes = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
