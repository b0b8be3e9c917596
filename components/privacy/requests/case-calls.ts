import { request } from "@/components/api/request";
import {
  type ChangeCaseRequest,
  caseDetail,
  caseList,
  type ExportRequest,
  type ExtendCaseRequest,
  type IdentifyRequest,
  type ListCasesRequest,
  madeExport,
  type NewCaseRequest,
  type PauseCaseRequest,
  type RecipientRequest,
  type RefuseCaseRequest,
} from "@/lib/model";

const requestsPath = "/api/privacy/requests";
export const casePath = (number: string): string => `${requestsPath}/${encodeURIComponent(number)}`;
const post = (number: string, part: string, body: unknown) =>
  request(`${casePath(number)}/${part}`, { method: "POST", body, answer: caseDetail });

export const listCases = (query: ListCasesRequest, signal?: AbortSignal) => request(requestsPath, { query, signal, answer: caseList });

export const openCase = (body: Pick<NewCaseRequest, "type" | "personId"> & Partial<NewCaseRequest>) =>
  request(requestsPath, { method: "POST", body, answer: caseDetail });

export const getCase = (number: string, signal?: AbortSignal) => request(casePath(number), { signal, answer: caseDetail });

export const changeCase = (number: string, body: ChangeCaseRequest) =>
  request(casePath(number), { method: "PATCH", body, answer: caseDetail });

export const refuseCase = (number: string, body: RefuseCaseRequest) => post(number, "refuse", body);
export const extendCase = (number: string, body: ExtendCaseRequest) => post(number, "extend", body);
export const pauseCase = (number: string, body: PauseCaseRequest) => post(number, "pause", body);
export const sendCode = (number: string) => post(number, "identity-code", {});
export const identifyPerson = (number: string, body: IdentifyRequest) => post(number, "identity", body);
export const putRecipient = (number: string, body: Partial<RecipientRequest>) => post(number, "recipients", body);

export const makeExport = (number: string, body: Partial<ExportRequest>) =>
  request(`${casePath(number)}/export`, { method: "POST", body, answer: madeExport });
