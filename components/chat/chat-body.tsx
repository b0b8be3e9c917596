"use client";
import { Components, hooks } from "botframework-webchat";
import { ArrowUp } from "lucide-react";
import { type ClipboardEvent, type DragEvent, useCallback, useRef, useSyncExternalStore } from "react";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { ActivityMenu } from "@/components/any-activity/activity-menu";
import { Spinner } from "@/components/ui/spinner";
import { useConversation } from "@/components/workbench/conversation-context";
import { expiredText } from "@/lib/model";
import { ChatNotice } from "./chat-notice";
import type { ChatSession } from "./chat-session";
import { ChosenFiles } from "./chosen-files";
import { useEarlierMessages } from "./use-earlier-messages";

const { BasicSendBox, BasicTranscript } = Components;
const { useSendBoxAttachments } = hooks;

/** The transcript with its earlier part on demand, and the send box; files can be dropped or pasted anywhere in it. */
export function ChatBody({ session }: { session: ChatSession }) {
  const { hasEarlier, isLoadingEarlier, refusal: refused } = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  const { conversation, botId, turns } = useConversation();
  const isReadOnly = conversation?.isReadOnly ?? false;
  const refusal = useBotRefusal(botId, "production.edit");
  const body = useRef<HTMLDivElement>(null);
  const { isNearTop, loadEarlier, onScroll } = useEarlierMessages(session, body);
  const addFiles = useAddFiles();

  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    addFiles(event.dataTransfer.files);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length > 0) addFiles(event.clipboardData.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files that are dropped or pasted here have a button of their own, too
    <div
      ref={body}
      className="relative flex min-h-0 grow flex-col"
      onScrollCapture={onScroll}
      onDragOver={(event) => event.dataTransfer.types.includes("Files") && event.preventDefault()}
      onDrop={onDrop}
      onPaste={onPaste}
    >
      {hasEarlier && (
        <div className="chat-earlier" data-shown={isNearTop}>
          <button type="button" disabled={isLoadingEarlier} onClick={loadEarlier}>
            {isLoadingEarlier ? <Spinner label="Loading" /> : <ArrowUp aria-hidden="true" className="size-3.5" />}
            Show earlier messages
          </button>
        </div>
      )}
      {turns.some(({ sentence }) => sentence === expiredText) && (
        <p className="shrink-0 px-3 py-1.5 text-center text-sm text-muted">What was said is {expiredText}.</p>
      )}
      <BasicTranscript className="min-h-0 grow" />
      <ChatNotice text={refused} onDismiss={() => session.dismissRefusal()} />
      <ChosenFiles />
      {!isReadOnly && refusal !== null && <p className="shrink-0 border-t border-line px-3 py-2 text-sm text-muted">{refusal}</p>}
      {!isReadOnly && refusal === null && (
        <div className="flex shrink-0 items-end">
          <span className="pb-2 pl-1.5">
            <ActivityMenu />
          </span>
          <BasicSendBox className="min-w-0 grow" />
        </div>
      )}
    </div>
  );
}

function useAddFiles(): (files: FileList) => void {
  const [chosen, setChosen] = useSendBoxAttachments();
  return useCallback((files) => setChosen([...chosen, ...Array.from(files, (blob) => ({ blob }))]), [chosen, setChosen]);
}
