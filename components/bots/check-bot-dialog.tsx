"use client";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ListedBot } from "@/lib/model";
import { ProbeFinding } from "./probe-finding";
import { useProbe } from "./use-probe";

/** Asks a bot whether it is there, and says what to do if not. */
export function CheckBotDialog({ bot, onEdit, onClose }: { bot: ListedBot; onEdit: () => void; onClose: () => void }) {
  const doneButton = useRef<HTMLButtonElement>(null);
  const { probing, again } = useProbe(bot.id);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Is ${bot.name} there?`}
      description={<span className="font-mono text-xs break-all">{bot.remote?.endpoint}</span>}
      initialFocus={doneButton}
      footer={
        <>
          <Button onClick={onEdit}>Change it…</Button>
          <Button ref={doneButton} variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <ProbeFinding probing={probing} onAgain={again} />
    </Dialog>
  );
}
