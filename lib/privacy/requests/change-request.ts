import { commitAudited } from "@/lib/audit";
import { encodeText, type Sql, sql } from "@/lib/db";
import { type AuditAction, type Caller, endStates, HarnessError, type PrivacyCase, type RequestState } from "@/lib/model";
import { requireRequest } from "./case-row";

export type CaseChange = {
  caller: Caller;
  /** What it becomes; left out, its state stays. */
  to?: RequestState;
  action?: AuditAction;
  /** Counts and codes for the history: no words about the person. */
  detail?: Record<string, string | number | boolean | null>;
  /** What is written in the same transaction. */
  statements?: Sql[];
};

/**
 * Writes one change of a case with its event and its audit entry, all or nothing. Events are numbered as versions are, so that of two
 * changes upon the same version only one can be written: the other throws `case_changed`.
 */
export async function changeRequest(found: PrivacyCase, change: CaseChange): Promise<PrivacyCase> {
  const { caller, to = found.state, action = "case.changed", statements = [] } = change;
  const counts = Object.fromEntries(
    Object.entries(change.detail ?? {}).filter((entry): entry is [string, number] => Number.isInteger(entry[1])),
  );
  try {
    await commitAudited(
      [{ caller, action, subjects: found.subjects, caseNumber: found.number, purpose: "request", counts }],
      [insertEvent(found, { ...change, to }), ...statements, setState(found, to)],
    );
  } catch (error) {
    await requireVersion(found);
    throw error;
  }
  return requireRequest(found.number);
}

/** Throws `case_changed` when somebody changed the case since it was read. */
export async function requireVersion({ number, version }: Pick<PrivacyCase, "number" | "version">): Promise<PrivacyCase> {
  const current = await requireRequest(number);
  if (current.version === version) return current;
  throw new HarnessError("case_changed", "Somebody has changed this case meanwhile. Nothing was changed; look at it again.", {
    details: { version: current.version, state: current.state },
  });
}

function insertEvent({ number, version, state }: PrivacyCase, { caller, to, detail = {} }: CaseChange): Sql {
  return sql`INSERT INTO request_event (number, seq, at, "by", "from", "to", detail) VALUES (${number}, ${version + 1},
    ${new Date().toISOString()}, ${encodeText(caller.name)}, ${state}, ${to ?? state}, ${encodeText(JSON.stringify(detail))})`;
}

function setState({ number, version, closedAt }: PrivacyCase, to: RequestState): Sql {
  const closed = endStates.includes(to) ? (closedAt ?? new Date().toISOString()) : null;
  return sql`UPDATE privacy_request SET state = ${to}, closed_at = ${closed}, version = ${version + 1} WHERE number = ${number}`;
}
