import { contains, db, decodeText, encodeText, join, listOf, sql } from "@/lib/db";
import { foldText } from "@/lib/facts";
import type { FoundBy, PersonIdentity, Sight } from "@/lib/model";
import { isCurrent } from "../expired/judge";
import { type Found, isWhole } from "./find-people";
import { findsHidden, isShort } from "./finds-hidden";
import { hiddenBots, isHidden } from "./hidden";
import { isKnownBot } from "./known-people";

type FactHit = { person_id: string; bot_id: string; label: string | null; pattern: string; value: string };

/** By what each person was found; their values only as far as the reader may see them. */
export async function explainFinds(
  ids: readonly string[],
  { found, identities, sight }: { found: Found; identities: ReadonlyMap<string, PersonIdentity[]>; sight: Sight },
): Promise<Map<string, FoundBy>> {
  const finds = new Map<string, FoundBy>();
  for (const hit of await readFactHits(ids, { found, sight })) {
    const isSeen = sight.sees(decodeText(hit.bot_id), hit.person_id);
    if (!isSeen && !findsHidden(found.folded)) continue;
    const value = isSeen ? decodeText(hit.value) : null;
    finds.set(hit.person_id, { kind: "value", where: hit.label ?? decodeText(hit.pattern), value });
  }
  for (const id of ids) {
    const own = identities.get(id) ?? [];
    // Where the reader may not see it, a part that fits tells of the rest.
    const isMasked = isHidden(id, own, sight);
    const named = isMasked && isShort(found.folded) ? null : findName(own, isMasked ? { ...found, match: "exact" } : found);
    // By a name of which somebody who may not know the bot must not learn that it fits.
    if (named && !own.some(({ bots }) => bots.some((botId) => sight.unknownBots.has(botId))))
      finds.set(id, { ...named, where: null, value: isMasked ? null : named.value });
  }
  return finds;
}

function findName(identities: readonly PersonIdentity[], { folded, match }: Found): Pick<FoundBy, "kind" | "value"> | null {
  const isHit = (text: string) => (match === "exact" ? foldText(text) === folded : foldText(text).includes(folded));
  const name = identities.find((one) => isHit(one.name))?.name;
  if (name !== undefined) return { kind: "name", value: name };
  const userId = identities.find((one) => isHit(one.userId))?.userId;
  return userId === undefined ? null : { kind: "id", value: userId };
}

async function readFactHits(
  ids: readonly string[],
  { found: { folded, match }, sight }: { found: Found; sight: Sight },
): Promise<FactHit[]> {
  const hidden = listOf((await hiddenBots(sight)).map(encodeText));
  const isPart = sql`(${contains(sql`fact.folded`, folded)} AND path.bot_id NOT IN (${hidden}))`;
  const isHit = match === "exact" ? isWhole(folded) : sql`(${isPart} OR ${isWhole(folded)})`;
  return (await db()).aside<FactHit>(sql`SELECT identity.person_id, path.bot_id, path.label, path.pattern, fact.value
    FROM identity JOIN fact ON fact.identity_id = identity.id JOIN dictionary_path path ON path.id = fact.path_id
    WHERE identity.person_id IN (${join([...ids])}) AND ${isHit} AND ${isKnownBot(sql`path.bot_id`, sight)} AND ${await isCurrent()}`);
}
