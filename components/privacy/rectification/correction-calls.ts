import { request } from "@/components/api/request";
import { type CorrectionRequest, correction, correctionPlaces } from "@/lib/model";

type FactPlace = { personId: string; factId: number };
const factPath = ({ personId, factId }: FactPlace) => `/api/privacy/people/${encodeURIComponent(personId)}/facts/${factId}`;

export const listPlaces = (fact: FactPlace, signal?: AbortSignal) =>
  request(`${factPath(fact)}/places`, { signal, answer: correctionPlaces });
export const correctFact = (fact: FactPlace, body: CorrectionRequest) =>
  request(`${factPath(fact)}/correction`, { method: "POST", body, answer: correction });
