import type { CorrectionPlaces, Sight } from "@/lib/model";
import { findPlaces } from "./find-places";
import { readFactPlace } from "./read-fact-place";
import { isTelling } from "./same-value";

/** Where else the value of a fact stands, before it is corrected. Throws `fact_not_found` and `values_masked`. */
export async function listPlaces(place: { personId: string; factId: number }, sight: Sight): Promise<CorrectionPlaces> {
  const fact = await readFactPlace(place, sight);
  const found = await findPlaces(place.personId, fact);
  const places = found.map(({ placeId, kind, botId, scope, pattern, label, channelId, conversationId, name, isShared, why }) => {
    return { placeId, kind, botId, scope, pattern, label, channelId, conversationId, name, isShared, why };
  });
  return { eTag: fact.eTag, isCompared: isTelling(fact.value), places };
}
