import { encodeText, sql } from "@/lib/db";
import type { Caller } from "@/lib/model";
import { planErasure } from "../erasure/plan-erasure";
import { requireRequest } from "../requests/case-row";
import { moveRequest } from "../requests/move-request";
import { openErasureOf } from "../requests/open-erasure-of";
import { openRequest } from "../requests/open-request";
import { openRestrictions } from "./open-restrictions";

/**
 * Somebody who objects may have what is kept erased (Art. 17(1)(c)): a case with its plan is ready to be decided upon, as identified as the
 * objection's. Nothing before it is known who asks and the objection is noted, nor where an erasure is open already.
 */
export async function draftErasure(objectionNumber: string, caller: Caller): Promise<void> {
  const { personId, identified, receivedOn, jurisdiction } = await requireRequest(objectionNumber);
  if (personId === null || identified === null || (await openErasureOf(personId)) !== null) return;
  if ((await openRestrictions(personId, "objection")).length === 0) return;
  const asked = `Drafted for the objection ${objectionNumber}`;
  const { number } = await openRequest({ type: "erasure", personId, receivedOn, jurisdiction, asked }, caller);
  await moveRequest(number, "verified", {
    caller,
    statements: [sql`UPDATE privacy_request SET identified = ${encodeText(JSON.stringify(identified))} WHERE number = ${number}`],
  });
  await planErasure(number, caller);
}
