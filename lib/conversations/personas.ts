import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { HarnessError, newPersonaId, type PersonaRequest, type StoredPersona } from "@/lib/model";
import { erasedWords, erasuresSoFar } from "@/lib/standing";
import { requireSnapshot } from "./snapshots/snapshot-row";

type Row = {
  id: string;
  user_id: string;
  name: string;
  locale: string | null;
  channel_id: string | null;
  snapshot_id: string | null;
  created_at: string;
};

/** Whom testers know; a picker shows them all, so there are no pages. */
const maxPersonas = 1000;

/** In the order they were made. */
export async function listPersonas(): Promise<StoredPersona[]> {
  return selectPersonas(sql`1 = 1 ORDER BY created_at, id`);
}

/** Throws `persona_exists` when somebody has the user id already, `person_erased`, `snapshot_not_found`, and `invalid_request` when there are too many. */
export async function createPersona(request: PersonaRequest): Promise<StoredPersona> {
  await checkPersona(request, null);
  const others = await listPersonas();
  if (others.length >= maxPersonas)
    throw new HarnessError("invalid_request", `There are ${maxPersonas} personas already. Delete some first.`);
  const persona = { ...request, id: newPersonaId(), createdAt: new Date().toISOString() };
  await (await db()).execute(sql`INSERT INTO persona (id, user_id, name, locale, channel_id, snapshot_id, created_at)
    VALUES (${persona.id}, ${encodeText(request.userId)}, ${encodeText(request.name)}, ${request.locale}, ${request.channelId},
      ${request.snapshotId}, ${persona.createdAt})`);
  return persona;
}

/** Throws `persona_not_found`, and whatever making it anew would. */
export async function replacePersona(id: string, request: PersonaRequest): Promise<StoredPersona> {
  const { createdAt } = await requirePersona(id);
  await checkPersona(request, id);
  await (await db()).execute(sql`UPDATE persona SET user_id = ${encodeText(request.userId)}, name = ${encodeText(request.name)},
    locale = ${request.locale}, channel_id = ${request.channelId}, snapshot_id = ${request.snapshotId} WHERE id = ${encodeText(id)}`);
  return { ...request, id, createdAt };
}

/** Answers who was forgotten. What bots remember about that person stays. Throws `persona_not_found`. */
export async function deletePersona(id: string): Promise<StoredPersona> {
  const persona = await requirePersona(id);
  await (await db()).execute(sql`DELETE FROM persona WHERE id = ${encodeText(id)}`);
  return persona;
}

/** Throws `persona_not_found`. */
export async function requirePersona(id: string): Promise<StoredPersona> {
  const [persona] = await selectPersonas(sql`id = ${encodeText(id)}`);
  if (persona) return persona;
  throw new HarnessError("persona_not_found", "There is no persona with this id. It may have been deleted.");
}

async function checkPersona({ userId, channelId, snapshotId }: PersonaRequest, ownId: string | null): Promise<void> {
  if ((await erasedWords(erasuresSoFar()))?.(userId, channelId)) {
    throw new HarnessError("person_erased", "The person with this user id was erased. Give the persona another one.");
  }
  const same = await selectPersonas(sql`user_id = ${encodeText(userId)}`);
  if (same.some(({ id }) => id !== ownId))
    throw new HarnessError("persona_exists", "There is a persona with this user id already. Edit that one.");
  if (snapshotId !== null) await requireSnapshot(snapshotId);
}

async function selectPersonas(where: Sql): Promise<StoredPersona[]> {
  const rows = await (await db()).query<Row>(
    sql`SELECT id, user_id, name, locale, channel_id, snapshot_id, created_at FROM persona WHERE ${where}`,
  );
  return rows.map((row) => ({
    id: row.id,
    userId: decodeText(row.user_id),
    name: decodeText(row.name),
    locale: row.locale,
    channelId: row.channel_id,
    snapshotId: row.snapshot_id,
    createdAt: row.created_at,
  }));
}
