import * as z from "zod";
import type { UploadedFile } from "@/lib/conversations";
import { HarnessError } from "@/lib/model";
import { readServiceJson } from "./read-service-json";

const base64 = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));
const attachmentData = z.looseObject({
  type: z.string().min(1).max(200),
  name: z.string().max(200).default("file"),
  originalBase64: base64,
  thumbnailBase64: base64.nullish(),
});

/** A file as the Connector API has it. Throws `invalid_request`, answered as MissingProperty. */
export async function readAttachmentData(request: Request): Promise<UploadedFile> {
  const parsed = attachmentData.safeParse(await readServiceJson(request));
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join(".");
    throw new HarnessError("invalid_request", `Send type, name and originalBase64; ${place} is missing or not what it should be.`, {
      details: { serviceCode: "MissingProperty" },
    });
  }
  const { type, name, originalBase64, thumbnailBase64 } = parsed.data;
  return { name, contentType: type, bytes: originalBase64, ...(thumbnailBase64 && { thumbnail: thumbnailBase64 }) };
}
