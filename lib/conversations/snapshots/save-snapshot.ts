import {
  newSnapshotId,
  type SnapshotFile,
  type SnapshotSummary,
  snapshotFile,
  snapshotFormat,
  snapshotVersion,
  toSnapshotState,
} from "@/lib/model";
import { requireActiveConversation } from "../active-conversation";
import { requireShallow } from "../files/require-openable";
import { readState } from "../read-state";
import { requireUsablePeople } from "../require-usable-conversation";
import { insertSnapshot } from "./snapshot-row";

type SaveSnapshotInput = { name: string; conversationId: string; userId?: string; by: string };

/** Keeps one person's four scopes, as they are now, under a name. Names need not be unique. Throws `file_too_large` when they nest too deep. */
export async function saveSnapshot({ name, conversationId, userId, by }: SaveSnapshotInput): Promise<SnapshotSummary> {
  const conversation = await requireActiveConversation(conversationId);
  const { channelId, members } = conversation;
  await requireUsablePeople(channelId, [userId ?? members[0]?.id ?? ""]);
  const state = toSnapshotState(await readState(conversationId, userId));
  const createdAt = new Date().toISOString();
  const file = { format: snapshotFormat, version: snapshotVersion, name, botId: conversation.botId, createdAt, createdBy: by, state };
  const source = { conversationId, userId: userId ?? conversation.members[0]?.id ?? "", afterTurn: conversation.lastTurn };
  // What could not be read again must not be kept.
  requireShallow(file, "A snapshot");
  return insertSnapshot(newSnapshotId(), snapshotFile.parse(file), source);
}

/** Keeps what another Turnscope exported, under an id of its own. */
export async function importSnapshot(file: SnapshotFile): Promise<SnapshotSummary> {
  return insertSnapshot(newSnapshotId(), file, null);
}
