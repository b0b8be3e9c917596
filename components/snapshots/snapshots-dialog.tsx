"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { UnlessRefused } from "@/components/access/unless-refused";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { createPersona } from "@/components/settings/personas";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { useConversation } from "@/components/workbench/conversation-context";
import { useStartConversation } from "@/components/workbench/use-start-conversation";
import type { BotSummary, Persona, SnapshotSummary } from "@/lib/model";
import { ConversationFiles } from "./conversation-files";
import { FileButton } from "./file-button";
import { openFile } from "./open-file";
import { readJsonFile } from "./read-json-file";
import { SaveForm } from "./save-form";
import { deleteSnapshot, renameSnapshot } from "./snapshot-calls";
import { SnapshotRow } from "./snapshot-row";
import { useApplySnapshot } from "./use-apply-snapshot";
import { useReloadSnapshots, useSnapshots } from "./use-snapshots";

/** State saved under a name: save it, go back to it, start from it, carry it to another Turnscope. */
export function SnapshotsDialog({ bots, onClose }: { bots: readonly BotSummary[]; onClose: () => void }) {
  const { conversationId, botId, persona } = useConversation();
  const refusal = useBotRefusal(botId, "production.edit");
  const router = useRouter();
  const { snapshots, error, hasNextPage, fetchNextPage } = useSnapshots();
  const reload = useReloadSnapshots();
  const { apply, newerThan } = useApplySnapshot();
  const { start } = useStartConversation();
  const [failure, setFailure] = useState<string | null>(null);
  const nameField = useRef<HTMLInputElement>(null);

  /** Answers whether it went well; if not, the reason is shown. */
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setFailure(null);
    try {
      await work();
      return true;
    } catch (cause) {
      setFailure(problemSentence(cause));
      return false;
    }
  };
  const chooseFile = (file: File) =>
    attempt(async () => {
      const opened = await openFile(await readJsonFile(file), persona.name);
      if (opened.kind === "conversation") {
        router.push(opened.url);
        return onClose();
      }
      toast({ message: `“${opened.name}” is here` });
      reload();
    });
  const actions = {
    apply: (snapshot: SnapshotSummary) => attempt(async () => (await apply(snapshot)) && onClose()),
    startAs: (snapshot: SnapshotSummary, who: Persona | null) =>
      attempt(async () => {
        await start({ botId: snapshot.botId, persona: who ?? createPersona([persona]), snapshotId: snapshot.id });
        onClose();
      }),
    rename: (snapshot: SnapshotSummary, name: string) =>
      attempt(async () => {
        await renameSnapshot(snapshot.id, name);
        reload();
      }),
    remove: (snapshot: SnapshotSummary) =>
      attempt(async () => {
        await deleteSnapshot(snapshot.id);
        toast({ message: `Deleted “${snapshot.name}”` });
        reload();
      }),
  };
  const botNameOf = ({ botId }: SnapshotSummary) => bots.find(({ id }) => id === botId)?.name ?? null;

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="lg"
      title="Snapshots and files"
      description="What the bot remembers about one person in one conversation, kept under a name."
      initialFocus={nameField}
      footer={
        <>
          <ConversationFiles conversationId={conversationId} />
          <FileButton label="Open a file…" accept=".json,.transcript,application/json" onChoose={chooseFile} />
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {failure !== null && <ErrorNote title="That did not work" detail={failure} />}
        {error && <ErrorNote title="The snapshots could not be read" detail={problemSentence(error)} onRetry={reload} />}
        <UnlessRefused reason={refusal}>
          <SaveForm nameField={nameField} onSaved={reload} onFailed={setFailure} />
        </UnlessRefused>
        {snapshots === undefined && !error && <Spinner label="Reading the snapshots" isLabelShown />}
        {snapshots?.length === 0 && <p className="text-sm text-muted">Nothing is saved yet.</p>}
        <ul aria-label="Snapshots">
          {snapshots?.map((snapshot) => (
            <SnapshotRow
              key={snapshot.id}
              snapshot={snapshot}
              botName={botNameOf(snapshot)}
              persona={persona}
              refusal={refusal}
              isAsking={newerThan?.id === snapshot.id}
              actions={actions}
            />
          ))}
        </ul>
        {hasNextPage && (
          <Button className="self-center" onClick={() => void fetchNextPage()}>
            Show older ones
          </Button>
        )}
      </div>
    </Dialog>
  );
}
