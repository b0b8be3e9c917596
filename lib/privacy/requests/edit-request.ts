import { encodeText, join, sql } from "@/lib/db";
import { type Caller, type ChangeCaseRequest, HarnessError, type PrivacyCase, type Sight } from "@/lib/model";
import { describeCasePerson } from "./case-person";
import { changeRequest } from "./change-request";
import { moveRequest, requireCurrent } from "./move-request";

/** Notes something, or brings the case into a state that a reviewer decides on. Throws what `moveRequest` throws, and `values_masked`. */
export async function editRequest(
  number: string,
  { state, version, ...texts }: ChangeCaseRequest,
  { caller, sight }: { caller: Caller; sight: Sight },
): Promise<PrivacyCase> {
  const found = await requireCurrent(number, version);
  const set = Object.entries(texts).filter((entry): entry is ["asked" | "notes", string] => entry[1] !== undefined);
  if (set.length > 0) await requireSeen(found, sight);
  const columns = { asked: sql`asked`, notes: sql`notes` };
  const values = set.map(([name, text]) => sql`${columns[name]} = ${encodeText(text)}`);
  const statements = values.length === 0 ? [] : [sql`UPDATE privacy_request SET ${join(values)} WHERE number = ${number}`];
  const detail = Object.fromEntries(set.map(([name]) => [name, true]));
  if (state !== undefined && state !== found.state)
    return moveRequest(number, state, { caller, version: found.version, detail, statements });
  return statements.length === 0 ? found : changeRequest(found, { caller, detail, statements });
}

/** Whoever cannot read what is noted must not write over it. */
async function requireSeen({ personId }: PrivacyCase, sight: Sight): Promise<void> {
  const person = await describeCasePerson(personId, sight);
  if (!person?.isMasked) return;
  throw new HarnessError("values_masked", "This person's values are masked. Unmask the person, with a reason, to write about them.");
}
