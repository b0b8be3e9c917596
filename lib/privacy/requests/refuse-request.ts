import { encodeText, sql } from "@/lib/db";
import type { Caller, PrivacyCase, RefuseCaseRequest } from "@/lib/model";
import { follow } from "./move-request";

/** Ends a case as refused: with the ground, and what the person was told of reasons, complaint and courts (Art. 12(4)). */
export async function refuseRequest(number: string, { version, ...refusal }: RefuseCaseRequest, caller: Caller): Promise<PrivacyCase> {
  const text = encodeText(JSON.stringify(refusal));
  const statements = [sql`UPDATE privacy_request SET refusal = ${text} WHERE number = ${number}`];
  return follow(number, "refused", { caller, version, detail: { ground: refusal.ground }, statements });
}
