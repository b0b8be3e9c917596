import { readJsonBody } from "@/app/api/_lib/read-json-body";

/** Activities with attachments inside; what is larger is refused as MessageSizeTooBig. */
const maxBodyBytes = 16 * 1024 * 1024;

/** The JSON that a bot or client sent. Throws `malformed_json`, `body_too_large` or `unsupported_media_type`. */
export function readServiceJson(request: Request, limitBytes = maxBodyBytes): Promise<unknown> {
  return readJsonBody(request, { mediaTypes: ["application/json"], limitBytes });
}

/** The same of bots that do not say what they send: Node's of 2016 post JSON without a content type. */
export function readUntypedJson(request: Request): Promise<unknown> {
  return readJsonBody(request, { mediaTypes: ["application/json", ""], limitBytes: maxBodyBytes });
}
