import { commitAudited } from "@/lib/audit";
import { db, encodeText, type Sql, sql } from "@/lib/db";
import {
  type Caller,
  type Correction,
  type CorrectionRequest,
  getPlace,
  HarnessError,
  type JsonObject,
  newFactNoteId,
  replacePlace,
  type Sight,
} from "@/lib/model";
import { requireUsable } from "@/lib/standing";
import { type ItemRewrite, rewriteItems } from "@/lib/state";
import { personAccounts, personSubjects } from "../person-accounts";
import { workOnCase } from "../work-on-case";
import { type FoundPlace, findPlaces } from "./find-places";
import { type FactPlace, readFactPlace } from "./read-fact-place";
import { isSameValue } from "./same-value";

type Reader = { caller: Caller; sight: Sight };
type FoundFact = Extract<FoundPlace, { kind: "fact" }>;
type FoundSaved = Extract<FoundPlace, { kind: "snapshot" }>;
type Work = { personId: string; fact: FactPlace; facts: FoundFact[]; saved: FoundSaved[]; kept: FoundPlace[]; asked: CorrectionRequest };

/**
 * Corrects what is remembered, and the same old value in the places that were chosen, in one transaction with its record: nothing is
 * corrected by half. The bot reads it in its next turn. Throws `stale_etag` when any of it was changed meanwhile, and what `requireUsable` does.
 */
export async function correctFact(
  place: { personId: string; factId: number },
  asked: CorrectionRequest,
  { caller, sight }: Reader,
): Promise<Correction> {
  await requireUsable(await personAccounts(place.personId));
  const fact = await readFactPlace(place, sight);
  requireSameType(fact, asked);
  const found = await findPlaces(place.personId, fact);
  const chosen = choose(found, asked.places);
  const facts = chosen.filter((one) => one.kind === "fact");
  const saved = chosen.filter((one) => one.kind === "snapshot");
  const kept = found.filter((one) => !chosen.includes(one));
  await write({ personId: place.personId, fact, facts, saved, kept, asked }, caller);
  return { corrected: facts.length + 1, snapshots: saved.length, kept: kept.length };
}

/** A bot that stored a number expects one. */
function requireSameType({ type, value }: FactPlace, { value: wanted }: CorrectionRequest): void {
  if (wanted === value) throw new HarnessError("invalid_request", "This is the value that is remembered already.");
  if (wanted === null || type === "null" || typeof wanted === type) return;
  throw new HarnessError("invalid_request", `The bot stored a ${type} here and expects one: give a ${type}, or null for nothing.`);
}

function choose(found: readonly FoundPlace[], placeIds: readonly string[]): FoundPlace[] {
  return [...new Set(placeIds)].map((placeId) => {
    const place = found.find((one) => one.placeId === placeId);
    if (!place) throw changedMeanwhile();
    if (place.why !== null) throw new HarnessError("invalid_request", `One of the places cannot be corrected. ${place.why}`);
    return place;
  });
}

async function write(work: Work, caller: Caller): Promise<void> {
  const { asked, saved } = work;
  const along = [...(await Promise.all(bySnapshot(saved).map((places) => rewriteSnapshot(places, work)))), ...insertNotes(work, caller)];
  const onCase =
    asked.caseNumber === null
      ? []
      : await workOnCase(asked.caseNumber, { types: ["rectification"], personId: work.personId, caller, detail: countsOf(work) });
  const entry = await toEntry(work, caller);
  await rewriteItems({
    rewrites: toRewrites(work),
    kind: "edit",
    by: caller.name,
    commit: (statements) => commitAudited([entry], [...statements, ...along, ...onCase]),
  });
}

async function toEntry(work: Work, caller: Caller) {
  const { fact, asked } = work;
  return {
    caller,
    action: "fact.corrected" as const,
    subjects: await personSubjects(work.personId),
    place: `${fact.scope}${fact.pattern}`,
    purpose: asked.purpose,
    counts: countsOf(work),
    ...(asked.caseNumber !== null && { caseNumber: asked.caseNumber }),
  };
}

function countsOf({ facts, saved, kept }: Work): Record<string, number> {
  return { corrected: facts.length + 1, snapshots: saved.length, kept: kept.length };
}

/** All places of one item are one write; the fact's own item must be as it was read, the others must still hold the old value. */
function toRewrites({ fact, facts, asked }: Work): ItemRewrite[] {
  const pathsOf = new Map<string, string[]>([[fact.itemId, [fact.path]]]);
  for (const { itemId, path } of facts) pathsOf.set(itemId, [...(pathsOf.get(itemId) ?? []), path]);
  return [...pathsOf].map(([itemId, paths]) => ({
    itemId,
    ...(itemId === fact.itemId && { ifMatch: asked.eTag }),
    rewrite: (data) => paths.reduce((root, path) => replaceOld(root, path, { fact, asked }), data),
  }));
}

function replaceOld(root: JsonObject, path: string, { fact, asked }: Pick<Work, "fact" | "asked">): JsonObject {
  const now = getPlace(root, path);
  if (now !== fact.value && !isSameValue(now, fact.value)) throw changedMeanwhile();
  return replacePlace(root, path, asked.value) as JsonObject;
}

function bySnapshot(saved: readonly FoundSaved[]): FoundSaved[][] {
  return [...new Set(saved.map(({ snapshotId }) => snapshotId))].map((id) => saved.filter(({ snapshotId }) => snapshotId === id));
}

async function rewriteSnapshot(places: readonly FoundSaved[], { fact, asked }: Work): Promise<Sql> {
  const id = encodeText(places[0]?.snapshotId ?? "");
  const [row] = await (await db()).query<{ body: string }>(sql`SELECT body FROM snapshot WHERE id = ${id}`);
  if (!row) throw changedMeanwhile();
  const body = places.reduce((root, { path }) => replaceOld(root, `/state${path}`, { fact, asked }), JSON.parse(row.body) as JsonObject);
  return sql`UPDATE snapshot SET body = ${JSON.stringify(body)} WHERE id = ${id}`;
}

/** Why it was corrected, and what is to be said beside what stays. Both are about the person, and go with them. */
function insertNotes({ fact, facts, kept, asked }: Work, { name }: Caller): Sql[] {
  const whyAt = [fact, ...facts].map((one) =>
    insertNote({ ...one, identityId: fact.identityId }, { kind: "corrected", text: asked.reason, by: name, isResolved: true }),
  );
  if (asked.statement === "") return whyAt;
  const staying = kept.filter((one) => one.kind === "fact");
  const beside = staying.map((one) =>
    insertNote({ ...one, identityId: fact.identityId }, { kind: "statement", text: asked.statement, by: name, isResolved: false }),
  );
  return [...whyAt, ...beside];
}

type Note = { kind: string; text: string; by: string; isResolved: boolean };

function insertNote(
  { identityId, botId, pathId, itemId, path }: Pick<FoundFact, "identityId" | "botId" | "pathId" | "itemId" | "path">,
  { kind, text, by, isResolved }: Note,
): Sql {
  const at = new Date().toISOString();
  return sql`INSERT INTO fact_note (id, identity_id, bot_id, path_id, item_id, path, kind, text, created_by, created_at, resolved_by, resolved_at)
    VALUES (${newFactNoteId()}, ${identityId}, ${encodeText(botId)}, ${pathId}, ${itemId}, ${encodeText(path)}, ${kind}, ${encodeText(text)},
      ${encodeText(by)}, ${at}, ${isResolved ? encodeText(by) : null}, ${isResolved ? at : null})`;
}

function changedMeanwhile(): HarnessError {
  return new HarnessError("stale_etag", "The value was changed meanwhile. Nothing was corrected; look at it again.");
}
