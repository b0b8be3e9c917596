import { type AuditInput, commitAudited } from "@/lib/audit";
import type { Sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { type Caller, HarnessError, type RequestType, type RestrictRequest } from "@/lib/model";
import { liftStatements, type RestrictionKind } from "@/lib/standing";
import { personAccounts } from "../person-accounts";
import { workOnCase } from "../work-on-case";
import { announceStanding } from "./announce-standing";
import { noteObjection } from "./note-objection";
import { openRestrictions } from "./open-restrictions";
import { prepareRestriction } from "./prepare-restriction";

/** What may begin with a restriction. */
const types: readonly RequestType[] = ["restriction", "objection", "erasure", "rectification"];

/**
 * From now on what is held about a person is kept and used for nothing (Art. 18), or used by no bot (`noteObjection`). Throws
 * `person_not_found`, and `already_restricted` where it stands already.
 */
export async function restrictPerson(personId: string, { kind, ...request }: RestrictRequest, caller: Caller): Promise<void> {
  if (kind === "objection") return noteObjection(personId, request, caller);
  const { reason, caseNumber } = request;
  const prepared = await prepareRestriction(personId, { kind, reason }, caller);
  const onCase = caseNumber === null ? [] : await workOnCase(caseNumber, { types, personId, caller, detail: { done: kind } });
  const { entries, statements } = prepared(caseNumber);
  await commitAudited(entries, [...statements, ...onCase]);
  await announceStanding();
}

/** Who was linked to a restricted person is restricted with them, for the same case. */
export async function extendRestrictions(personId: string, caller: Caller): Promise<void> {
  for (const kind of ["restriction", "objection"] as const) {
    const open = await openRestrictions(personId, kind);
    const [first] = open;
    if (!first || open.length >= (await personAccounts(personId)).length) continue;
    const { entries, statements } = (await prepareRestriction(personId, { kind, reason: first.reason }, caller))(first.caseNumber);
    await commitAudited(entries, statements);
    await announceStanding();
  }
}

type Lift = { kind: RestrictionKind; noticeOn: string };

/** Ends a restriction or an objection, once two persons want it (`../proposals`). `along` and the entry of their decision are committed with it. */
export async function liftRestriction(
  personId: string,
  { kind, noticeOn }: Lift,
  { caller, along, decision }: { caller: Caller; along: Sql[]; decision: AuditInput },
): Promise<void> {
  const open = await openRestrictions(personId, kind);
  if (open.length === 0) throw new HarnessError("not_restricted", "There is nothing to lift: somebody has done it already.");
  const lift = liftStatements(
    open.map(({ id }) => id),
    { noticeOn, by: caller.name, at: new Date().toISOString() },
  );
  const subjects = (await personAccounts(personId)).map(subjectRef);
  const lifted = { caller, action: "person.unrestricted" as const, subjects, place: kind, purpose: "request" as const };
  await commitAudited([lifted, decision], [...lift, ...along]);
  await announceStanding();
}

/** Throws `not_restricted`. */
export async function requireRestricted(personId: string, { kind, noticeOn }: Lift): Promise<void> {
  const open = await openRestrictions(personId, kind);
  if (open.length === 0) throw new HarnessError("not_restricted", "This person is not restricted, or it was lifted already.");
  // Says what is wrong with the day.
  liftStatements(["any"], { noticeOn, by: "", at: new Date().toISOString() });
}
