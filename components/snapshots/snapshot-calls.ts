import * as z from "zod";
import { stateWritten } from "@/components/api/client";
import { request } from "@/components/api/request";
import { type ApplySnapshotRequest, snapshotPage, snapshotSummary } from "@/lib/model";

const path = (id: string): string => `/api/snapshots/${encodeURIComponent(id)}`;

/** Where a browser gets the file of a snapshot from. */
export const snapshotFileUrl = path;

export const listSnapshots = (cursor: string | null, signal?: AbortSignal) =>
  request("/api/snapshots", { query: { cursor }, signal, answer: snapshotPage });

/** The bot whose state a snapshot holds. */
export const getSnapshotBot = async (id: string): Promise<string> =>
  (await request(path(id), { answer: z.object({ botId: z.string() }) })).botId;

type NewSnapshot = { name: string; conversationId: string; userId: string };

export const saveSnapshot = (body: NewSnapshot, by: string) =>
  request("/api/snapshots", { method: "POST", body, by, answer: snapshotSummary });

/** `file` is whatever the file held: the server says what is wrong with it, and where. */
export const importSnapshot = (file: unknown, by: string) =>
  request("/api/snapshots", { method: "POST", body: file, by, answer: snapshotSummary });

export const applySnapshot = (id: string, body: ApplySnapshotRequest, by: string) =>
  request(`${path(id)}/apply`, { method: "POST", body, by, answer: stateWritten });

export const renameSnapshot = (id: string, name: string) => request(path(id), { method: "PATCH", body: { name }, answer: snapshotSummary });

export const deleteSnapshot = (id: string) => request(path(id), { method: "DELETE", answer: snapshotSummary });
