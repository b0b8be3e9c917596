import type { CorrectionPlace, CorrectionPlaces, Sight } from "@/lib/model";
import { findPlaces } from "./find-places";
import type { FoundPlace } from "./found-place";
import { isSoughtInTexts, partFinderOf } from "./part-finder";
import { readFactPlace, type Scalar } from "./read-fact-place";
import { isTelling } from "./same-value";
import { maskedParts, showParts } from "./shown-parts";

/** Where else the value of a fact stands, before it is corrected. Throws `fact_not_found` and `values_masked`. */
export async function listPlaces(place: { personId: string; factId: number }, sight: Sight): Promise<CorrectionPlaces> {
  const fact = await readFactPlace(place, sight);
  const found = await findPlaces(place.personId, fact, sight);
  const places = found.map(({ placeId, kind, botId, scope, pattern, label, channelId, conversationId, name, isShared, why, ...rest }) => {
    const within = toWithin(rest, fact.value);
    return { placeId, kind, botId, scope, pattern, label, channelId, conversationId, name, isShared, within, why };
  });
  return { eTag: fact.eTag, isCompared: isTelling(fact.value), isSoughtInTexts: isSoughtInTexts(fact.value), places };
}

function toWithin({ text, isMasked }: Pick<FoundPlace, "text" | "isMasked">, value: Scalar): CorrectionPlace["within"] {
  if (text === null || !isSoughtInTexts(value)) return null;
  return isMasked ? maskedParts(value) : showParts(text, partFinderOf(value));
}
