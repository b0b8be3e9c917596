import { request } from "@/components/api/request";
import { holdList, type PutRetentionRequest, retention, retentionPreview, retentionSweep } from "@/lib/model";

export const getRetention = (signal?: AbortSignal) => request("/api/privacy/retention", { signal, answer: retention });
export const putRetention = (body: PutRetentionRequest) => request("/api/privacy/retention", { method: "PUT", body, answer: retention });
export const previewSweep = () => request("/api/privacy/retention/preview", { method: "POST", answer: retentionPreview });
export const sweepNow = () => request("/api/privacy/retention/sweep", { method: "POST", answer: retentionSweep });
export const listHolds = async (signal?: AbortSignal) => (await request("/api/privacy/holds", { signal, answer: holdList })).holds;
