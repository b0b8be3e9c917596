import { createStore } from "botframework-webchat";
import { type ChatActivity, channelDataOf } from "./chat-activity";
import { checkFiles } from "./check-files";
import { readDataUrl } from "./read-data-url";

type ChosenFile = { blob: Blob; thumbnailURL?: { toString(): string } };
type SendMessage = {
  type: "WEB_CHAT/SEND_MESSAGE";
  payload: { text?: string; method?: string; attachments?: readonly ChosenFile[]; channelData?: object };
};
type SetFiles = { type: "WEB_CHAT/SET_SEND_BOX_ATTACHMENTS"; payload: { attachments: readonly ChosenFile[] } };
type WithActivity<Type> = { type: Type; payload: { activity: ChatActivity }; meta?: object };
type Action = SendMessage | SetFiles | WithActivity<"DIRECT_LINE/POST_ACTIVITY"> | WithActivity<"DIRECT_LINE/INCOMING_ACTIVITY">;
type Dispatch = (action: object) => unknown;

export type ChatStore = ReturnType<typeof createStore>;

/** Where a message that is tried again says which one it stands for; never leaves the page. */
export const retryOfKey = "turnscope:retry-of";

const deleteAction = (activityID: string) => ({ type: "DIRECT_LINE/DELETE_ACTIVITY", payload: { activityID } });
const incomingAction = (activity: ChatActivity) => ({ type: "DIRECT_LINE/INCOMING_ACTIVITY", payload: { activity } });
const sentAction = (activityID: string) => ({
  type: "WEB_CHAT/MARK_ACTIVITY",
  payload: { activityID, name: "webchat:send-status", value: "sent" },
});

/** Web Chat's own store, with four of its habits put right on the way in. */
export function createChatStore(onRefusal: (sentence: string) => void): ChatStore {
  const middleware =
    ({ dispatch }: { dispatch: Dispatch }) =>
    (next: Dispatch) =>
    (action: Action) => {
      if (action.type === "WEB_CHAT/SET_SEND_BOX_ATTACHMENTS") return next(withAcceptedFiles(action, onRefusal));
      if (action.type === "WEB_CHAT/SEND_MESSAGE" && action.payload.attachments?.length) return sendFiles(action, dispatch, onRefusal);
      if (action.type === "DIRECT_LINE/POST_ACTIVITY") return next(asRetry(action, next));
      const result = next(action);
      if (action.type === "DIRECT_LINE/INCOMING_ACTIVITY") markSent(action.payload.activity, next);
      return result;
    };
  return createStore({}, middleware);
}

export function removeActivities(store: ChatStore, activityIds: readonly string[]): void {
  for (const id of activityIds) store.dispatch(deleteAction(id));
}

function withAcceptedFiles(action: SetFiles, onRefusal: (sentence: string) => void): SetFiles {
  const { accepted, refusal } = checkFiles(action.payload.attachments, ({ blob }) => ({
    name: nameOf(blob) ?? "The file",
    size: blob.size,
  }));
  if (refusal !== null) onRefusal(refusal);
  return { ...action, payload: { attachments: accepted } };
}

/** Web Chat would post `blob:` addresses, which mean nothing outside this page, and forget them when the message fails. */
async function sendFiles({ payload }: SendMessage, dispatch: Dispatch, onRefusal: (sentence: string) => void): Promise<void> {
  const { text, method, attachments = [], channelData } = payload;
  try {
    const activity = {
      type: "message",
      text: text || undefined,
      textFormat: "plain",
      attachments: await Promise.all(attachments.map(toAttachment)),
      channelData: { ...channelData, attachmentSizes: attachments.map(({ blob }) => blob.size) },
    };
    dispatch({ type: "DIRECT_LINE/POST_ACTIVITY", meta: { method: method ?? "keyboard" }, payload: { activity } });
  } catch (error) {
    onRefusal(`A file could not be read, so nothing was sent. ${error instanceof Error ? error.message : ""}`.trim());
  }
}

async function toAttachment({ blob, thumbnailURL }: ChosenFile) {
  return {
    contentType: blob.type || "application/octet-stream",
    contentUrl: await readDataUrl(blob),
    name: nameOf(blob),
    thumbnailUrl: thumbnailURL?.toString(),
  };
}

function nameOf(blob: Blob): string | undefined {
  return blob instanceof File ? blob.name : undefined;
}

/** "Retry" posts the failed activity again beside the one that failed: that one is taken away, and its id goes along. */
function asRetry(action: WithActivity<"DIRECT_LINE/POST_ACTIVITY">, next: Dispatch): WithActivity<"DIRECT_LINE/POST_ACTIVITY"> {
  const { activity } = action.payload;
  const { clientActivityID, "webchat:sequence-id": _, ...channelData } = channelDataOf(activity);
  if (clientActivityID === undefined) return action;
  // Only an activity with an id can be deleted, and what never reached the server has none.
  const id = `failed-${clientActivityID}`;
  next(incomingAction({ ...activity, id }));
  next(deleteAction(id));
  const retryOf = channelData[retryOfKey] ?? clientActivityID;
  return { ...action, payload: { activity: { ...activity, channelData: { ...channelData, [retryOfKey]: retryOf } } } };
}

/** What came back from the server has been sent, also when Web Chat had given it up meanwhile. */
function markSent(activity: ChatActivity, next: Dispatch): void {
  if (activity.from.role === "user" && activity.id !== undefined) next(sentAction(activity.id));
}
