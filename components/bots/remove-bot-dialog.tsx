"use client";
import { useRef, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { toast } from "@/components/ui/toast";
import type { ListedBot } from "@/lib/model";
import { deleteBot } from "./bot-calls";

type RemoveBotDialogProps = { bot: ListedBot; onRemoved: () => void; onClose: () => void };

/** Says what goes and what stays before a bot is removed. */
export function RemoveBotDialog({ bot, onRemoved, onClose }: RemoveBotDialogProps) {
  const cancelButton = useRef<HTMLButtonElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isRemoving, setIsRemoving] = useState(false);
  const remove = async () => {
    setIsRemoving(true);
    try {
      await deleteBot(bot.id);
      toast({ message: `${bot.name} is removed` });
      onRemoved();
    } catch (error) {
      setFailure(problemSentence(error));
      setIsRemoving(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={`Remove ${bot.name}?`}
      initialFocus={cancelButton}
      footer={
        <>
          <Button ref={cancelButton} onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" disabled={isRemoving} onClick={() => void remove()}>
            Remove
          </Button>
        </>
      }
    >
      {failure !== null && <ErrorNote className="mb-3" title="The bot was not removed" detail={failure} />}
      <ul className="list-disc space-y-1.5 pl-5 text-sm">
        <li>Its address, its password and its keys are forgotten. Clients that show its Direct Line secret are refused.</li>
        <li>
          Its conversations and what it remembers about people <strong>stay, to be read</strong>. Nobody can talk in them any more.
        </li>
        <li>
          Add it again under the id <span className="font-mono">{bot.id}</span> over the HTTP API, and they go on.
        </li>
      </ul>
    </Dialog>
  );
}
