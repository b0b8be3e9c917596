import { db, encodeText, type Sql, sql } from "@/lib/db";
import { type CorrectionRequest, getPlace, HarnessError, type JsonObject, replacePlace } from "@/lib/model";
import type { ItemRewrite } from "@/lib/state";
import type { FoundPlace } from "./found-place";
import { isSoughtInTexts, partFinderOf } from "./part-finder";
import type { FactPlace } from "./read-fact-place";
import { isSameValue } from "./same-value";

export type FoundFact = Extract<FoundPlace, { kind: "fact" }>;
type FoundSaved = Extract<FoundPlace, { kind: "snapshot" }>;

/** A fact that is corrected, and the places that are with it. */
export type Replacing = { fact: FactPlace; facts: FoundFact[]; saved: FoundSaved[]; asked: CorrectionRequest };

/** A place within an item or a snapshot, and the text that must still stand there; null where it must be the old value. */
type Old = Pick<FoundPlace, "path" | "text">;

/** All places of one item are one write; the fact's own item must be as it was read, the others must still hold what was found there. */
export function itemRewrites({ fact, facts, asked }: Replacing): ItemRewrite[] {
  const placesOf = new Map<string, Old[]>([[fact.itemId, [{ path: fact.path, text: null }]]]);
  for (const place of facts) placesOf.set(place.itemId, [...(placesOf.get(place.itemId) ?? []), place]);
  return [...placesOf].map(([itemId, places]) => ({
    itemId,
    ...(itemId === fact.itemId && { ifMatch: asked.eTag }),
    rewrite: (data) => places.reduce((root, place) => replaceOld(root, place, { fact, asked }), data),
  }));
}

function replaceOld(root: JsonObject, { path, text }: Old, { fact, asked }: Pick<Replacing, "fact" | "asked">): JsonObject {
  const now = getPlace(root, path);
  const isAsFound = text === null ? now === fact.value || isSameValue(now, fact.value) : now === text;
  if (!isAsFound) throw changedMeanwhile();
  return replacePlace(root, path, text === null ? asked.value : replacePart(text, { fact, asked })) as JsonObject;
}

function replacePart(text: string, { fact, asked }: Pick<Replacing, "fact" | "asked">): string {
  return isSoughtInTexts(fact.value) ? partFinderOf(fact.value).replace(text, String(asked.value)) : text;
}

/** The same for what was saved. */
export function snapshotUpdates(work: Replacing): Promise<Sql[]> {
  return Promise.all(bySnapshot(work.saved).map((places) => updateSnapshot(places, work)));
}

function bySnapshot(saved: readonly FoundSaved[]): FoundSaved[][] {
  return [...new Set(saved.map(({ snapshotId }) => snapshotId))].map((id) => saved.filter(({ snapshotId }) => snapshotId === id));
}

async function updateSnapshot(places: readonly FoundSaved[], { fact, asked }: Replacing): Promise<Sql> {
  const id = encodeText(places[0]?.snapshotId ?? "");
  const [row] = await (await db()).query<{ body: string }>(sql`SELECT body FROM snapshot WHERE id = ${id}`);
  if (!row) throw changedMeanwhile();
  const body = places.reduce(
    (root, { path, text }) => replaceOld(root, { path: `/state${path}`, text }, { fact, asked }),
    JSON.parse(row.body) as JsonObject,
  );
  return sql`UPDATE snapshot SET body = ${JSON.stringify(body)} WHERE id = ${id}`;
}

export function changedMeanwhile(): HarnessError {
  return new HarnessError("stale_etag", "The value was changed meanwhile. Nothing was corrected; look at it again.");
}
