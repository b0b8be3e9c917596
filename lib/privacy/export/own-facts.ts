import { db, inChunks, join, sql } from "@/lib/db";
import { listFacts } from "@/lib/memory";
import { factTitle, fullSight, type JsonValue, type PersonFact, type PersonIdentity } from "@/lib/model";
import { listItemsOfOthers } from "../erasure/needles/ids-in-keys";
import { hideOthers } from "./hide-others";
import type { OwnConversation } from "./own-conversations";
import type { ExportedFact, ExportedSharedItem } from "./person-data";

type Known = {
  identities: readonly PersonIdentity[];
  conversations: readonly OwnConversation[];
  sharedState: readonly ExportedSharedItem[];
};

/**
 * Every fact of a person in the words of the dictionary, with the sentence it came from where that was theirs. Of what others share only the
 * facts that stand at places of the person's: who caused a turn may have told something about somebody else.
 */
export async function readOwnFacts(personId: string, { identities, conversations, sharedState }: Known): Promise<ExportedFact[]> {
  const own = new Set(
    sharedState.flatMap(({ bot, conversation, values }) => values.map(({ path }) => JSON.stringify([bot, conversation, path]))),
  );
  const byId = new Map(conversations.map((one) => [one.id, one]));
  const facts: ExportedFact[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listFacts(personId, { cursor }, fullSight);
    const ofOthers = await listFactsOfOthers(page.facts, identities);
    const shown = page.facts.flatMap((fact) => {
      if (ofOthers.has(fact.factId)) return [];
      const told = toFact(fact, personId, byId);
      const isShared = fact.keptIn === "conversation" && (byId.get(fact.conversationId ?? "")?.others.length ?? 1) > 0;
      return isShared && !own.has(JSON.stringify([fact.botId, fact.conversationId, told.path])) ? [] : [told];
    });
    facts.push(...shown);
    if (page.cursor === null) return facts;
    cursor = page.cursor;
  }
}

/** Of what bots keep under keys of their own, what is called by somebody else's id. */
async function listFactsOfOthers(facts: readonly PersonFact[], identities: readonly PersonIdentity[]): Promise<Set<number>> {
  const items = new Map<number, string>();
  for (const chunk of inChunks(facts.filter(({ keptIn }) => keptIn === "unclassified").map(({ factId }) => factId))) {
    const rows = await (await db()).query<{ id: number; item_id: string }>(sql`SELECT id, item_id FROM fact WHERE id IN (${join(chunk)})`);
    for (const { id, item_id } of rows) items.set(Number(id), item_id);
  }
  const others = await listItemsOfOthers([...new Set(items.values())], identities);
  return new Set([...items].filter(([, itemId]) => others.has(itemId)).map(([id]) => id));
}

function toFact(fact: PersonFact, personId: string, conversations: ReadonlyMap<string, OwnConversation>): ExportedFact {
  const { source } = fact;
  const others = conversations.get(fact.conversationId ?? "")?.others ?? [];
  const hide = hideOthers(others);
  const isTheirs = source?.speaker?.personId === personId;
  return {
    bot: fact.botId,
    label: hide(factTitle(fact)),
    path: hide(fact.path),
    value: hide(fact.value as JsonValue),
    purpose: fact.purpose,
    category: fact.category,
    isSensitive: fact.isSensitive ?? false,
    origin: fact.origin,
    audience: fact.audience ?? audiences[fact.scope],
    retention: retentionOf(fact.retentionDays),
    legalBasis: fact.legalBasis,
    since: source?.at ?? null,
    sentence: isTheirs ? (source?.sentence ?? null) : null,
    scope: fact.scope,
    keptIn: fact.keptIn,
  };
}

const audiences: Record<PersonFact["scope"], string> = {
  user: "You and the operator of the bot",
  conversation: "Everyone in the conversation",
  private: "You, in that conversation, and the operator of the bot",
  dialog: "Whoever takes part in that exchange",
  unclassified: "The operator of the bot",
};

export const notSaid = "Not said yet";

function retentionOf(days: number | null): string {
  if (days === null) return notSaid;
  return days === 0 ? "As long as you use the bot" : `${days} ${days === 1 ? "day" : "days"} after your last message`;
}
