import { listRestrictions, type Restriction, type RestrictionKind } from "@/lib/standing";
import { personAccounts } from "../person-accounts";

/** Those of a person's accounts that were not lifted. Throws `person_not_found`. */
export async function openRestrictions(personId: string, kind: RestrictionKind): Promise<Restriction[]> {
  const ids = (await personAccounts(personId)).map(({ identityId }) => identityId);
  return (await listRestrictions(ids)).filter((one) => one.kind === kind && one.liftedAt === null);
}
