import { request } from "@/components/api/request";
import { type DecidePlacesRequest, erasure, reviewPlaces, signedReceipt } from "@/lib/model";

const ofCase = (caseNumber: string): string => `/api/privacy/requests/${encodeURIComponent(caseNumber)}`;

/** Of a case for which a plan was made. */
export const getErasure = (caseNumber: string, signal?: AbortSignal) =>
  request(`${ofCase(caseNumber)}/erasure`, { signal, answer: erasure });

export const planErasure = (caseNumber: string) => request(`${ofCase(caseNumber)}/plan`, { method: "POST", answer: erasure });

export const approveErasure = (caseNumber: string, planHash: string) =>
  request(`${ofCase(caseNumber)}/approve`, { method: "POST", body: { planHash }, answer: erasure });

export const runErasure = (caseNumber: string, planHash: string, confirm: string) =>
  request(`${ofCase(caseNumber)}/run`, { method: "POST", body: { planHash, confirm }, answer: erasure });

export const getReceipt = (caseNumber: string, signal?: AbortSignal) =>
  request(`${ofCase(caseNumber)}/receipt`, { signal, answer: signedReceipt });

export const listPlaces = (caseNumber: string, signal?: AbortSignal) =>
  request(`${ofCase(caseNumber)}/places`, { signal, answer: reviewPlaces });

export const decidePlaces = (caseNumber: string, body: DecidePlacesRequest) =>
  request(`${ofCase(caseNumber)}/places`, { method: "POST", body, answer: reviewPlaces });
