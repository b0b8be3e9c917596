import type { AuditInput } from "@/lib/audit";
import type { Sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { type Caller, HarnessError } from "@/lib/model";
import { type RestrictionKind, restrictStatements } from "@/lib/standing";
import { personAccounts } from "../person-accounts";
import { openRestrictions } from "./open-restrictions";

/** What is committed for a restriction, once its case is known. */
type Prepared = (caseNumber: string | null) => { entries: AuditInput[]; statements: Sql[] };

/** For the accounts of a person that are not restricted so yet. Throws `person_not_found`, and `already_restricted` where all are. */
export async function prepareRestriction(
  personId: string,
  { kind, reason }: { kind: RestrictionKind; reason: string },
  caller: Caller,
): Promise<Prepared> {
  const accounts = await personAccounts(personId);
  const open = await openRestrictions(personId, kind);
  const identityIds = accounts.map(({ identityId }) => identityId).filter((id) => !open.some(({ identityId }) => identityId === id));
  if (identityIds.length === 0) throw alreadyRestricted(kind);
  const subjects = accounts.map(subjectRef);
  const at = new Date().toISOString();
  return (caseNumber) => {
    const onCase = caseNumber === null ? {} : { caseNumber };
    return {
      entries: [{ caller, action: "person.restricted", subjects, place: kind, purpose: "request", ...onCase }],
      statements: restrictStatements({ identityIds, kind, reason, caseNumber, by: caller.name }, at),
    };
  };
}

function alreadyRestricted(kind: RestrictionKind): HarnessError {
  return new HarnessError(
    "already_restricted",
    kind === "restriction" ? "This person's data is restricted already." : "This person's objection is noted already.",
  );
}
