import { HarnessError, type JsonObject, type SnapshotFile, type SnapshotState } from "@/lib/model";
import { hideLeaves } from "./hide-leaves";
import { type ExpiredParts, expiredParts } from "./judge";

/** Where a snapshot was saved; null when it came from a file: then it is nobody's. */
type SavedAt = { conversationId: string; userId: string } | null;

/** A snapshot without what is past its time where it was saved. */
export async function hideInSnapshot(file: SnapshotFile, savedAt: SavedAt): Promise<SnapshotFile> {
  const expired = savedAt && (await expiredParts(savedAt));
  return expired ? { ...file, state: hideInState(file.state, expired).state } : file;
}

/** Throws `values_expired` where a snapshot would bring back what is past its time. */
export async function requireCurrentSnapshot({ state }: SnapshotFile, savedAt: SavedAt): Promise<void> {
  const expired = savedAt && (await expiredParts(savedAt));
  if (!expired || hideInState(state, expired).count === 0) return;
  throw new HarnessError(
    "values_expired",
    "This snapshot holds values that are past their time: they are hidden, and the next sweep deletes the snapshot. Nothing was brought back.",
  );
}

function hideInState({ dialog, ...items }: SnapshotState, expired: ExpiredParts): { state: SnapshotState; count: number } {
  let count = 0;
  const hide = (scope: "user" | "conversation" | "private", data: JsonObject | null): JsonObject | null => {
    if (data === null) return null;
    const hidden = hideLeaves(data, { scope, expired });
    count += hidden.count;
    return hidden.data;
  };
  const stack = dialog && hide(dialog.item, { [dialog.property]: dialog.data });
  const state = {
    user: hide("user", items.user),
    conversation: hide("conversation", items.conversation),
    private: hide("private", items.private),
    dialog: dialog && stack && { ...dialog, data: (Object.values(stack)[0] ?? dialog.data) as JsonObject },
  };
  return { state, count };
}
