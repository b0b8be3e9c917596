import * as z from "zod";
import { type Subjects, subjectsOfConversation, subjectsOfPerson, subjectsOfSnapshot } from "@/lib/memory";
import { isHarnessError } from "@/lib/model";
import type { AuditRule, Named } from "./audit-rule";

const text = z.string().optional().catch(undefined);

const named = z.object({
  botId: text,
  conversationId: text,
  userId: text,
  scope: text,
  with: text,
  withUserId: text,
  personId: text,
  snapshotId: text,
  kind: text,
});

/** What a request names, wherever it does: the address says more than the query, and that more than the body. */
export function namedIn({ params, query, body }: { params: unknown; query: unknown; body: unknown }): Named {
  return Object.assign({}, ...[body, query, params].map(readNamed));
}

function readNamed(part: unknown): Named {
  const parsed = named.safeParse(part);
  return parsed.success ? Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined)) : {};
}

const nobody: Subjects = { subjects: [], botIds: [], personIds: [], parties: [] };

/** Whom a request is about; null where only the answer tells. Who is not there is nobody: the operation itself says that they are not. */
export async function subjectsNamed({ about }: AuditRule, names: Named): Promise<Subjects | null> {
  if (about === "answer") return null;
  try {
    return await subjectsOf(about, names);
  } catch (error) {
    if (isHarnessError(error)) return nobody;
    throw error;
  }
}

async function subjectsOf(about: Exclude<AuditRule["about"], "answer">, names: Named): Promise<Subjects> {
  const { personId, snapshotId, botId } = names;
  if (about === "person" && personId !== undefined) return subjectsOfPerson(personId);
  if (about === "snapshot" && snapshotId !== undefined) return subjectsOfSnapshot(snapshotId);
  if (about === "bot" && botId !== undefined) return { ...nobody, botIds: [botId] };
  return about === "conversation" ? subjectsOfConversations(names) : nobody;
}

async function subjectsOfConversations({ conversationId, userId, scope, with: other, withUserId }: Named): Promise<Subjects> {
  const isOneOnly = scope === "user" || scope === "private";
  const found = await Promise.all([
    ...(conversationId === undefined ? [] : [subjectsOfConversation({ conversationId, userId, isOneOnly })]),
    ...(other === undefined ? [] : [subjectsOfConversation({ conversationId: other, userId: withUserId })]),
  ]);
  return {
    subjects: found.flatMap(({ subjects }) => subjects),
    botIds: found.flatMap(({ botIds }) => botIds),
    personIds: [],
    parties: found.flatMap(({ parties }) => parties),
  };
}

const ofBot = z.object({ botId: z.string() });
const answered = z.union([
  z.object({ conversationId: z.string() }).transform(({ conversationId }) => ({ conversationId, botIds: [] })),
  z.object({ conversations: z.array(ofBot) }).transform(({ conversations }) => ({ botIds: conversations.map(({ botId }) => botId) })),
  z.object({ snapshots: z.array(ofBot) }).transform(({ snapshots }) => ({ botIds: snapshots.map(({ botId }) => botId) })),
  z
    .object({ people: z.array(z.object({ identities: z.array(z.object({ bots: z.array(z.string()) })) })) })
    .transform(({ people }) => ({ botIds: people.flatMap(({ identities }) => identities.flatMap(({ bots }) => bots)) })),
]);

/** Whom an answer is about: those of the conversation that was made; of a list only which bots know them, since it is about nobody. */
export async function subjectsOfAnswer(body: unknown): Promise<Subjects> {
  const parsed = answered.safeParse(body);
  if (!parsed.success) return nobody;
  if ("conversationId" in parsed.data) return subjectsOfConversation({ conversationId: parsed.data.conversationId });
  return { ...nobody, botIds: parsed.data.botIds };
}
