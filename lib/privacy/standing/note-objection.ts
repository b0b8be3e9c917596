import { commitAudited } from "@/lib/audit";
import { newLine, processSingleton } from "@/lib/env";
import type { Caller, RestrictRequest } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { identifyByStaff } from "../requests/identity-codes";
import { openObjectionOf } from "../requests/open-erasure-of";
import { openRequest } from "../requests/open-request";
import { noteWork, workOnCase } from "../work-on-case";
import { announceStanding } from "./announce-standing";
import { draftErasure } from "./draft-erasure";
import { prepareRestriction } from "./prepare-restriction";

type Objection = Omit<RestrictRequest, "kind">;

/** Who presses twice gets one case. */
const oneByOne = processSingleton("objections", newLine);

/**
 * From now on no bot uses what it remembers of a person (Art. 21), for a case: the one that is named, else one that is open, else one that is
 * opened in the same transaction. It does not wait until it is known who objects; the plan of an erasure does, and is drafted then. Throws
 * `person_not_found`, `already_restricted` and what `workOnCase` does.
 */
export async function noteObjection(personId: string, objection: Objection, caller: Caller): Promise<void> {
  const number = await oneByOne(() => writeObjection(personId, objection, caller));
  await announceStanding();
  const found = await requireRequest(number);
  if (found.identified === null && objection.noDoubt !== undefined) await identifyByStaff(found, objection.noDoubt, caller);
  else await draftErasure(number, caller);
}

/** Answers the number of its case. */
async function writeObjection(personId: string, { reason, caseNumber }: Objection, caller: Caller): Promise<string> {
  const prepared = await prepareRestriction(personId, { kind: "objection", reason }, caller);
  const work = { caller, detail: { done: "objection" } };
  const open = caseNumber ?? (await openObjectionOf(personId));
  if (open === null) {
    const opened = await openRequest({ type: "objection", personId, asked: reason }, caller, (number) => {
      const { entries, statements } = prepared(number);
      return { entries, statements: [...statements, ...noteWork({ number, version: 1, state: "received" }, work)] };
    });
    return opened.number;
  }
  const onCase =
    caseNumber === null ? noteWork(await requireRequest(open), work) : await workOnCase(open, { types: ["objection"], personId, ...work });
  const { entries, statements } = prepared(open);
  await commitAudited(entries, [...statements, ...onCase]);
  return open;
}
