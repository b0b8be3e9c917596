import { parseProblem, unexpectedAnswer, unreachableProblem } from "@/components/api/api-problem";
import { localUser } from "@/components/api/local-user";
import { request } from "@/components/api/request";
import {
  type ChangeDictionaryRequest,
  type ChangeProcessingRequest,
  changedDictionary,
  type DictionaryScope,
  type DictionaryStatus,
  dictionaryHistory,
  dictionaryPage,
  dictionaryPathDetail,
  type FileFormat,
  type ImportedDictionary,
  importedDictionary,
  notice,
  overview,
  processing,
  processingRegister,
} from "@/lib/model";

const botPath = (botId: string): string => `/api/bots/${encodeURIComponent(botId)}`;

type ListPathsOptions = { status: DictionaryStatus; scope: DictionaryScope | null; cursor: string | null; signal?: AbortSignal };

const pathsOfPage = 200;

export const listPaths = (botId: string, { signal, ...query }: ListPathsOptions) =>
  request(`${botPath(botId)}/dictionary`, { query: { ...query, limit: pathsOfPage }, signal, answer: dictionaryPage });

export const getPath = (botId: string, pathId: string, signal?: AbortSignal) =>
  request(`${botPath(botId)}/dictionary/${encodeURIComponent(pathId)}`, { signal, answer: dictionaryPathDetail });

export const changeDictionary = (botId: string, changes: ChangeDictionaryRequest["changes"]) =>
  request(`${botPath(botId)}/dictionary`, { method: "PATCH", body: { changes }, by: localUser, answer: changedDictionary });

export const listDictionaryChanges = (botId: string, cursor: string | null, signal?: AbortSignal) =>
  request(`${botPath(botId)}/dictionary/history`, { query: { cursor }, signal, answer: dictionaryHistory });

export const dictionaryFileUrl = (botId: string, format: FileFormat): string => `${botPath(botId)}/dictionary/file?format=${format}`;

/** Sent as it is, since the server tells the line of what is wrong. Throws an ApiProblem. */
export async function importDictionary(botId: string, file: File): Promise<ImportedDictionary> {
  const isCsv = /\.csv$/i.test(file.name) || file.type === "text/csv";
  const response = await fetch(`${botPath(botId)}/dictionary/file`, {
    method: "PUT",
    headers: { "content-type": isCsv ? "text/csv" : "application/json", "x-turnscope-by": encodeURIComponent(localUser) },
    body: await file.text(),
  }).catch((error: unknown) => {
    throw unreachableProblem(error);
  });
  const body: unknown = await response.json().catch((error: unknown) => {
    throw unexpectedAnswer(response.status, error);
  });
  if (!response.ok) throw parseProblem(response.status, body);
  return importedDictionary.parse(body);
}

export const getOverview = (botId: string, days: number, signal?: AbortSignal) =>
  request(`${botPath(botId)}/overview`, { query: { days }, signal, answer: overview });

export const overviewFileUrl = (botId: string, days: number): string => `${botPath(botId)}/overview?days=${days}&format=csv`;

export const getNotice = (botId: string, signal?: AbortSignal) => request(`${botPath(botId)}/notice`, { signal, answer: notice });

export const noticeFileUrl = (botId: string): string => `${botPath(botId)}/notice?format=html`;

export const getRegister = (botId: string, signal?: AbortSignal) =>
  request(`${botPath(botId)}/processing-register`, { signal, answer: processingRegister });

export const registerFileUrl = (botId: string, format: FileFormat): string => `${botPath(botId)}/processing-register?format=${format}`;

export const getProcessing = (botId: string, signal?: AbortSignal) =>
  request(`${botPath(botId)}/processing`, { signal, answer: processing });

export const changeProcessing = (botId: string, body: ChangeProcessingRequest) =>
  request(`${botPath(botId)}/processing`, { method: "PATCH", body, by: localUser, answer: processing });
