import { request } from "@/components/api/request";
import { type DictionaryScope, type DictionaryStatus, dictionaryList, dictionaryPage } from "@/lib/model";

export const botPath = (botId: string): string => `/api/bots/${encodeURIComponent(botId)}`;

export const listDictionaries = (signal?: AbortSignal) => request("/api/dictionaries", { signal, answer: dictionaryList });

type ListPathsOptions = { status: DictionaryStatus; scope: DictionaryScope | null; cursor: string | null; signal?: AbortSignal };

const pathsOfPage = 200;

export const listPaths = (botId: string, { signal, ...query }: ListPathsOptions) =>
  request(`${botPath(botId)}/dictionary`, { query: { ...query, limit: pathsOfPage }, signal, answer: dictionaryPage });
