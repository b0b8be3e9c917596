import { sql } from "@/lib/db";
import { type PrivacyCase, systemCaller } from "@/lib/model";
import { selectCases } from "../../requests/case-row";
import { changeRequest } from "../../requests/change-request";

/** Cases of people who were erased in another one have nothing left to run: they end as done, and say in which. Cases of more people stay. */
export async function completeFulfilled(number: string, accounts: readonly string[]): Promise<void> {
  const open = await selectCases(sql`request.type = 'erasure' AND request.number <> ${number} AND request.person_id IS NULL
    AND request.state IN ('received', 'identity_unverified', 'verified', 'triage', 'plan_ready', 'approved')
    AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.number = request.number AND erasure.started_at IS NOT NULL)`);
  const erased = new Set(accounts);
  const fulfilled = open.filter(({ subjects }) => subjects.length > 0 && subjects.every((ref) => erased.has(ref)));
  for (const one of fulfilled) await complete(one, number);
}

async function complete(one: PrivacyCase, number: string): Promise<void> {
  const link = sql`UPDATE privacy_request SET duplicate_of = ${number} WHERE number = ${one.number}
    AND NOT EXISTS (SELECT 1 FROM privacy_request other WHERE other.number = ${number} AND other.duplicate_of = ${one.number})`;
  const change = { caller: systemCaller, to: "complete", action: "case.closed", detail: { erasedIn: number } } as const;
  await changeRequest(one, { ...change, statements: [link] });
}
