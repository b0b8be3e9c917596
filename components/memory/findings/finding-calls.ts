import { localUser } from "@/components/api/local-user";
import { request } from "@/components/api/request";
import { type FindingRule, type FindingStatus, finding, findingPage } from "@/lib/model";

export type FindingFilter = { status: FindingStatus; rule: FindingRule | null };

const findingsPath = (botId: string): string => `/api/bots/${encodeURIComponent(botId)}/findings`;
const acceptancePath = (botId: string, id: string): string => `${findingsPath(botId)}/${encodeURIComponent(id)}/acceptance`;

export const listFindings = (botId: string, { signal, ...query }: FindingFilter & { cursor: string | null; signal?: AbortSignal }) =>
  request(findingsPath(botId), { query, signal, answer: findingPage });

export const acceptFinding = (botId: string, id: string, reason: string) =>
  request(acceptancePath(botId, id), { method: "PUT", body: { reason }, by: localUser, answer: finding });

export const reopenFinding = (botId: string, id: string) =>
  request(acceptancePath(botId, id), { method: "DELETE", by: localUser, answer: finding });
