import { type Activity, isJsonObject, type LoggedActivity } from "@/lib/model";
import { withoutScriptUrls } from "./script-urls";

/** What Web Chat adds to an activity to keep it in order and to say whether it was sent. */
export type ChatChannelData = {
  clientActivityID?: unknown;
  postBack?: unknown;
  messageBack?: unknown;
  "webchat:sequence-id"?: unknown;
  [key: string]: unknown;
};

/** An activity as Web Chat holds it: like ours, or one of the page's own that has no id yet. */
export type ChatActivity = {
  id?: string;
  type: string;
  from: Activity["from"];
  timestamp?: string;
  text?: string;
  attachments?: Activity["attachments"];
  channelData?: unknown;
  /** Who said it, when that is another person: for Web Chat there are only "user" and "bot". */
  otherPerson?: string;
  [key: string]: unknown;
};

// Bots put what they like into `channelData`; whoever reads one of its members checks it.
export function channelDataOf(activity: { channelData?: unknown }): ChatChannelData {
  return isJsonObject(activity.channelData) ? activity.channelData : {};
}

/**
 * The activity as Web Chat should see it (protocols §1.6):
 * - its place in the log is its place on the screen;
 * - `replyToId` is left out, because Web Chat withholds a reply for 5 s when it does not hold what it replies to, and the window
 *   may have let that go; the log is in order already;
 * - only the person at this page is "user": others in the conversation stand on the bot's side, under their names (`otherPerson`);
 * - a bot that copies `channelData` must not replace the person's own message, which Web Chat knows by its clientActivityID.
 */
export function toChatActivity({ position, activity }: LoggedActivity, userId: string): ChatActivity {
  const { replyToId: _, ...rest } = activity;
  const { id, name, role } = activity.from;
  const isMine = id === userId;
  const { clientActivityID, ...channelData } = channelDataOf(activity);
  return {
    ...(isMine ? rest : withoutScriptUrls(rest)),
    from: { ...activity.from, role: isMine ? "user" : "bot" },
    ...(!isMine && role === "user" && { otherPerson: name ?? id }),
    channelData: { ...channelData, ...(isMine && { clientActivityID }), "webchat:sequence-id": position },
  };
}

/** What Web Chat keeps for itself, which neither the server nor the bot should get. */
export function withoutLocalData(channelData: ChatChannelData): ChatChannelData {
  return Object.fromEntries(
    Object.entries(channelData).filter(([key]) => !key.startsWith("webchat:") && key !== "webChat" && key !== "state"),
  );
}
