import { HarnessError, isContactId, type Party, type ReaderSight } from "@/lib/model";
import { conversationParties } from "./conversation-parties";

type Named = { conversationId: string /** As the reader calls them. */; userId: string };

/**
 * Which account of a conversation a reader means: who sees it masked asks for it by its alias. Throws `values_masked` where they ask by an id
 * that they may not see, whether or not anybody has it: the answer would tell that somebody has.
 */
export async function accountOf({ conversationId, userId }: Named, sight: ReaderSight): Promise<string> {
  if (!isHidden(userId, sight)) return userId;
  const { everyone } = await conversationParties({ conversationId });
  const [somebody] = everyone;
  if (somebody === undefined || sight.unknownBots.has(somebody.botId)) return userId;
  const account = accountAmong(userId, everyone, sight);
  if (!isContactId(account) || account !== userId || sight.seesParty({ ...somebody, userId })) return account;
  throw new HarnessError(
    "values_masked",
    "This bot is marked as production, and ids that are telephone numbers or addresses are masked. Ask by the masked id, as the conversation's list of people tells it.",
  );
}

/** The account that an alias is of, among these; anything else as it stands. In test bots nothing is masked, and no alias is one. */
export function accountAmong(userId: string, parties: readonly Party[], sight: ReaderSight): string {
  const masked = parties.filter((party) => !sight.seesParty({ ...party, userId: null }));
  return (
    masked.find((party) => party.userId !== null && isContactId(party.userId) && sight.aliasOf(party.userId) === userId)?.userId ?? userId
  );
}

function isHidden(userId: string, { isUnlimited }: ReaderSight): boolean {
  return !isUnlimited && (userId.startsWith("masked-") || isContactId(userId));
}
