import type { Sight } from "@/lib/model";
import { findFacts } from "./find-facts";
import { findSaved } from "./find-saved";
import type { FoundPlace } from "./found-place";
import type { FactPlace } from "./read-fact-place";
import { isTelling } from "./same-value";

const maxPlaces = 200;

/**
 * Where else the value of a fact stands, of the same person and in what is shared by conversations of theirs: where it is all that stands there,
 * then texts of which it is a part.
 */
export async function findPlaces(personId: string, fact: FactPlace, sight: Sight): Promise<FoundPlace[]> {
  if (!isTelling(fact.value)) return [];
  const [facts, saved] = await Promise.all([findFacts({ personId, fact, sight }), findSaved({ personId, fact, sight })]);
  const isText = ({ text }: FoundPlace) => text !== null;
  const all = [...facts, ...saved];
  return [...all.filter((one) => !isText(one)), ...all.filter(isText)].slice(0, maxPlaces);
}
