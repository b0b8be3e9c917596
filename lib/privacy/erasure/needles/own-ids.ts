import type { Account } from "../reach/reach";
import { isIdentifier } from "./needles";
import { readShared } from "./taken";

const minLength = 4;

/** Ids by which somebody is known wherever they stand: long enough not to be there by chance, and nobody else's. */
export async function ownIds(accounts: readonly Pick<Account, "identityId" | "userId">[]): Promise<string[]> {
  const ids = [...new Set(accounts.map(({ userId }) => userId))].filter((id) => isIdentifier(id) && id.length >= minLength);
  const shared = await readShared({ accounts }, ids);
  return ids.filter((id) => !shared.has(id));
}
