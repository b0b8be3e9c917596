"use client";
import { useRef, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import type { BotKeys, ListedBot } from "@/lib/model";
import { renewBotKeys } from "./bot-calls";
import { KeyList } from "./key-list";

/** Asks first: whatever uses the keys that there are stops working. */
export function NewKeysDialog({ bot, onClose }: { bot: ListedBot; onClose: () => void }) {
  const firstButton = useRef<HTMLButtonElement>(null);
  const [keys, setKeys] = useState<BotKeys | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const renew = () => renewBotKeys(bot.id).then(setKeys, (error: unknown) => setFailure(problemSentence(error)));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`New keys for ${bot.name}`}
      description="What uses the keys that it has now is refused from then on."
      initialFocus={firstButton}
      footer={
        keys ? (
          <Button ref={firstButton} variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button ref={firstButton} onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" onClick={() => void renew()}>
              Make new keys
            </Button>
          </>
        )
      }
    >
      {failure !== null && <ErrorNote title="There are no new keys" detail={failure} />}
      {keys && <KeyList keys={keys} />}
    </Dialog>
  );
}
