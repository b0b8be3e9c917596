import { request } from "@/components/api/request";
import { type HoldRequest, holdList, type LiftRequest, personStanding, proposal, type RestrictRequest, standingList } from "@/lib/model";

const person = (personId: string) => `/api/privacy/people/${encodeURIComponent(personId)}`;
const hold = (holdId: string) => `/api/privacy/holds/${encodeURIComponent(holdId)}`;

export const getStanding = (personId: string, signal?: AbortSignal) =>
  request(`${person(personId)}/standing`, { signal, answer: personStanding });
export const listStanding = (signal?: AbortSignal) => request("/api/privacy/standing", { signal, answer: standingList });
export const restrictPerson = (personId: string, body: RestrictRequest) =>
  request(`${person(personId)}/restrict`, { method: "POST", body, answer: personStanding });
export const proposeLift = (personId: string, body: LiftRequest) =>
  request(`${person(personId)}/lift`, { method: "POST", body, answer: proposal });
export const holdPerson = (personId: string, body: HoldRequest) =>
  request(`${person(personId)}/hold`, { method: "POST", body, answer: personStanding });
export const reviewHold = (holdId: string, reviewOn: string) =>
  request(`${hold(holdId)}/review`, { method: "POST", body: { reviewOn }, answer: holdList });
export const proposeRelease = (holdId: string, reason: string) =>
  request(`${hold(holdId)}/release`, { method: "POST", body: { reason }, answer: proposal });
