import { encodeText, type Sql, sql } from "@/lib/db";
import { type Caller, HarnessError, type PrivacyCase, type RequestType } from "@/lib/model";
import { requireRequest } from "./requests/case-row";

type CaseWork = { types: readonly RequestType[]; personId: string; caller: Caller; detail: Record<string, number | string> };

/**
 * What work for a case writes into its history, for the transaction of that work. Throws `case_state_conflict` unless the case is of one of
 * these types, about this person, and who asked is known.
 */
export async function workOnCase(number: string, { types, personId, caller, detail }: CaseWork): Promise<Sql[]> {
  const found = await requireRequest(number);
  requireWorkable(found, { types, personId });
  return noteWork(found, { caller, detail });
}

/** The same for what may be done before it is known who asked. */
export function noteWork(
  { number, version, state }: Pick<PrivacyCase, "number" | "version" | "state">,
  { caller, detail }: Pick<CaseWork, "caller" | "detail">,
): Sql[] {
  // Numbered as versions are: of two changes upon one version only one can be written.
  return [
    sql`INSERT INTO request_event (number, seq, at, "by", "from", "to", detail) VALUES (${number}, ${version + 1},
      ${new Date().toISOString()}, ${encodeText(caller.name)}, ${state}, ${state}, ${JSON.stringify(detail)})`,
    sql`UPDATE privacy_request SET version = ${version + 1} WHERE number = ${number}`,
  ];
}

function requireWorkable({ type, state, personId: whose }: PrivacyCase, { types, personId }: Pick<CaseWork, "types" | "personId">): void {
  if (!types.includes(type) || whose !== personId) {
    throw new HarnessError("case_state_conflict", "This case asks for something else, or is about somebody else. Nothing was done.", {
      details: { state },
    });
  }
  if (state === "verified" || state === "triage" || state === "plan_ready") return;
  throw new HarnessError("case_state_conflict", `Nothing is done for a case that is "${state}": first it must be known who asked.`, {
    details: { state },
  });
}
