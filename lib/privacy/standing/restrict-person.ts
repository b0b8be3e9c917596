import { type AuditInput, commitAudited } from "@/lib/audit";
import type { Sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { type Caller, HarnessError, type RequestType, type RestrictRequest } from "@/lib/model";
import { liftStatements, listRestrictions, type RestrictionKind, restrictStatements } from "@/lib/standing";
import { personAccounts } from "../person-accounts";
import { workOnCase } from "../work-on-case";
import { announceStanding } from "./announce-standing";
import { draftErasure } from "./draft-erasure";

/** An erasure or an objection may begin with a restriction. */
const casesFor: Record<RestrictionKind, RequestType[]> = {
  restriction: ["restriction", "objection", "erasure", "rectification"],
  objection: ["objection"],
};

/**
 * From now on what is held about a person is kept and used for nothing (Art. 18), or used by no bot (Art. 21): then the plan of an erasure is
 * drafted beside the objection's case. Throws `person_not_found`,
 * and `already_restricted` where it stands already.
 */
export async function restrictPerson(personId: string, { kind, reason, caseNumber }: RestrictRequest, caller: Caller): Promise<void> {
  const accounts = await personAccounts(personId);
  const open = await openRestrictions(personId, kind);
  const identityIds = accounts.map(({ identityId }) => identityId).filter((id) => !open.some(({ identityId }) => identityId === id));
  if (identityIds.length === 0) throw alreadyRestricted(kind);
  const onCase =
    caseNumber === null ? [] : await workOnCase(caseNumber, { types: casesFor[kind], personId, caller, detail: { done: kind } });
  const at = new Date().toISOString();
  const entry = {
    caller,
    action: "person.restricted" as const,
    subjects: accounts.map(subjectRef),
    place: kind,
    purpose: "request" as const,
    ...(caseNumber !== null && { caseNumber }),
  };
  await commitAudited([entry], [...restrictStatements({ identityIds, kind, reason, caseNumber, by: caller.name }, at), ...onCase]);
  await announceStanding();
  if (kind === "objection" && caseNumber !== null) await draftErasure(caseNumber, caller);
}

/** Who was linked to a restricted person is restricted with them. */
export async function extendRestrictions(personId: string, caller: Caller): Promise<void> {
  for (const kind of ["restriction", "objection"] as const) {
    const [first] = await openRestrictions(personId, kind);
    const accounts = await personAccounts(personId);
    const isWhole = (await openRestrictions(personId, kind)).length >= accounts.length;
    if (first && !isWhole) await restrictPerson(personId, { kind, reason: first.reason, caseNumber: null }, caller);
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

async function openRestrictions(personId: string, kind: RestrictionKind) {
  const ids = (await personAccounts(personId)).map(({ identityId }) => identityId);
  return (await listRestrictions(ids)).filter((one) => one.kind === kind && one.liftedAt === null);
}

function alreadyRestricted(kind: RestrictionKind): HarnessError {
  return new HarnessError(
    "already_restricted",
    kind === "restriction" ? "This person's data is restricted already." : "This person's objection is noted already.",
  );
}
