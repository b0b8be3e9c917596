import type * as z from "zod";
import { type ErrorCode, HarnessError } from "@/lib/model";
import { readServiceJson } from "./read-service-json";

/** The request's JSON, as `schema` has it. Throws `code` with the first thing that is wrong. */
export async function readBody<S extends z.ZodType>(request: Request, schema: S, code: ErrorCode): Promise<z.output<S>> {
  const body = await readServiceJson(request);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HarnessError(code, `The body is not what this address takes. ${issue?.path.map(String).join(".") ?? ""}: ${issue?.message}`);
}

/** The same where a body may be left out: then it is an empty object. */
export async function readOptionalBody<S extends z.ZodType>(request: Request, schema: S, code: ErrorCode): Promise<z.output<S>> {
  const { headers } = request;
  const hasBody = headers.has("transfer-encoding") || Number(headers.get("content-length") ?? 0) > 0;
  return hasBody ? readBody(request, schema, code) : schema.parse({});
}
