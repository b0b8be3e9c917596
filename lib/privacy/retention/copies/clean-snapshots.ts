import { db, encodeText, type Sql, sql } from "@/lib/db";
import { type SnapshotFile, type SnapshotState, snapshotFile, splitItem, toSnapshotItems } from "@/lib/model";
import { type Replace, replaceLeaves } from "../scrub-history";
import type { ExpiredState } from "./expired-state";

/** The statements that take what a conversation's items lose out of the snapshots that were made of it before, whosever state is in these. */
export async function cleanSnapshots(
  state: readonly ExpiredState[],
  { before, replace }: { before: string; replace: Replace },
): Promise<Sql[]> {
  const statements: Sql[] = [];
  for (const shared of state) {
    const { conversationId, userId } = shared;
    if (conversationId === null || userId !== null) continue;
    const rows = await (await db()).query<{ id: string; body: string }>(sql`SELECT id, body FROM snapshot
      WHERE conversation_id = ${encodeText(conversationId)} AND created_at < ${before}`);
    for (const { id, body } of rows) {
      const file = snapshotFile.parse(JSON.parse(body));
      const text = JSON.stringify({ ...file, state: withoutExpired(file.state, { shared, replace }) } satisfies SnapshotFile);
      if (text !== body) statements.push(sql`UPDATE snapshot SET body = ${text} WHERE id = ${id}`);
    }
  }
  return statements;
}

function withoutExpired(state: SnapshotState, { shared, replace }: { shared: ExpiredState; replace: Replace }): SnapshotState {
  const isHere = state.dialog?.item === "conversation";
  const item = toSnapshotItems(state).conversation;
  if (item === null) return state;
  const { patterns, people } = shared;
  const rest = patterns === null ? null : replaceLeaves(item, { scope: "conversation", people, patterns }, replace);
  if (rest === null) return { ...state, conversation: null, dialog: isHere ? null : state.dialog };
  const { dialogProperty, dialog, rest: conversation } = splitItem(rest);
  const isDialogLeft = isHere && dialogProperty === state.dialog?.property && dialog !== null;
  return {
    ...state,
    conversation: state.conversation && conversation,
    dialog:
      isDialogLeft && state.dialog
        ? { ...state.dialog, data: dialog as NonNullable<SnapshotState["dialog"]>["data"] }
        : isHere
          ? null
          : state.dialog,
  };
}
