"use client";
import { Components, hooks } from "botframework-webchat";
import { ArrowUp } from "lucide-react";
import { type ClipboardEvent, type DragEvent, type UIEvent, useCallback, useRef, useState, useSyncExternalStore } from "react";
import { Spinner } from "@/components/ui/spinner";
import { ChatNotice } from "./chat-notice";
import type { ChatSession } from "./chat-session";
import { ChosenFiles } from "./chosen-files";

const { BasicSendBox, BasicTranscript } = Components;
const { useSendBoxAttachments } = hooks;

const nearTopPx = 160;
const nearEndPx = 24;

/** The transcript with its earlier part on demand, and the send box; files can be dropped or pasted anywhere in it. */
export function ChatBody({ session }: { session: ChatSession }) {
  const { hasEarlier, isLoadingEarlier, refusal } = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  const [isNearTop, setIsNearTop] = useState(false);
  const addFiles = useAddFiles();
  const loadEarlier = useLoadEarlier(session);

  const onScroll = (event: UIEvent<HTMLElement>) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches(".chat-scroller")) return;
    session.setAtEnd(target.scrollHeight - target.scrollTop - target.clientHeight < nearEndPx);
    setIsNearTop(target.scrollTop < nearTopPx);
    if (target.scrollTop < nearTopPx) loadEarlier();
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    addFiles(event.dataTransfer.files);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length > 0) addFiles(event.clipboardData.files);
  };
  return (
    <div
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
      <BasicTranscript className="min-h-0 grow" />
      <ChatNotice text={refusal} onDismiss={() => session.dismissRefusal()} />
      <ChosenFiles />
      <BasicSendBox className="shrink-0" />
    </div>
  );
}

/** One page at a time: the next is asked for only when the last one is drawn and has moved the place of reading away from the top. */
function useLoadEarlier(session: ChatSession): () => void {
  const isBusy = useRef(false);
  return useCallback(async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    await session.loadEarlier();
    setTimeout(() => requestAnimationFrame(() => (isBusy.current = false)), 50);
  }, [session]);
}

function useAddFiles(): (files: FileList) => void {
  const [chosen, setChosen] = useSendBoxAttachments();
  return useCallback((files) => setChosen([...chosen, ...Array.from(files, (blob) => ({ blob }))]), [chosen, setChosen]);
}
