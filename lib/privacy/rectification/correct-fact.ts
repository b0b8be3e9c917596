import { commitAudited } from "@/lib/audit";
import { encodeText, type Sql, sql } from "@/lib/db";
import { type Caller, type Correction, type CorrectionRequest, HarnessError, newFactNoteId, type Sight } from "@/lib/model";
import { requireUsable } from "@/lib/standing";
import { rewriteItems } from "@/lib/state";
import { personAccounts, personSubjects } from "../person-accounts";
import { workOnCase } from "../work-on-case";
import { findPlaces } from "./find-places";
import type { FoundPlace } from "./found-place";
import { type FactPlace, readFactPlace } from "./read-fact-place";
import { changedMeanwhile, type FoundFact, itemRewrites, type Replacing, snapshotUpdates } from "./replace-places";

type Reader = { caller: Caller; sight: Sight };
type Work = Replacing & { personId: string; kept: FoundPlace[] };

/**
 * Corrects what is remembered, and the same old value in the places that were chosen, in one transaction with its record: nothing is
 * corrected by half. Of a text that it is a part of only that part is replaced. The bot reads it in its next turn. Throws `stale_etag` when any
 * of it was changed meanwhile, and what `requireUsable` does.
 */
export async function correctFact(
  place: { personId: string; factId: number },
  asked: CorrectionRequest,
  { caller, sight }: Reader,
): Promise<Correction> {
  await requireUsable(await personAccounts(place.personId));
  const fact = await readFactPlace(place, sight);
  requireSameType(fact, asked);
  const found = await findPlaces(place.personId, fact, sight);
  const chosen = choose(found, asked);
  const facts = chosen.filter((one) => one.kind === "fact");
  const saved = chosen.filter((one) => one.kind === "snapshot");
  const kept = found.filter((one) => !chosen.includes(one));
  const work = { personId: place.personId, fact, facts, saved, kept, asked };
  await write(work, caller);
  return countsOf(work);
}

/** A bot that stored a number expects one. */
function requireSameType({ type, value }: FactPlace, { value: wanted }: CorrectionRequest): void {
  if (wanted === value) throw new HarnessError("invalid_request", "This is the value that is remembered already.");
  if (wanted === null || type === "null" || typeof wanted === type) return;
  throw new HarnessError("invalid_request", `The bot stored a ${type} here and expects one: give a ${type}, or null for nothing.`);
}

function choose(found: readonly FoundPlace[], { places, value }: CorrectionRequest): FoundPlace[] {
  return [...new Set(places)].map((placeId) => {
    const place = found.find((one) => one.placeId === placeId);
    if (!place) throw changedMeanwhile();
    if (place.why !== null) throw new HarnessError("invalid_request", `One of the places cannot be corrected. ${place.why}`);
    if (place.text !== null && (value === null || String(value).trim() === "")) {
      throw new HarnessError("invalid_request", "Within a text nothing cannot stand in its place: give a value, or leave the texts out.");
    }
    return place;
  });
}

async function write(work: Work, caller: Caller): Promise<void> {
  const { asked } = work;
  const along = [...(await snapshotUpdates(work)), ...insertNotes(work, caller)];
  const onCase =
    asked.caseNumber === null
      ? []
      : await workOnCase(asked.caseNumber, { types: ["rectification"], personId: work.personId, caller, detail: countsOf(work) });
  const entry = await toEntry(work, caller);
  await rewriteItems({
    rewrites: itemRewrites(work),
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

function countsOf({ facts, saved, kept }: Work): Correction {
  const texts = [...facts, ...saved].filter(({ text }) => text !== null).length;
  return { corrected: facts.length + 1, snapshots: saved.length, texts, kept: kept.length };
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
