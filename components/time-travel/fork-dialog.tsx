"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { forkConversation } from "@/components/api/client";
import { conversationsKey } from "@/components/api/queries";
import { rememberConversation } from "@/components/settings/recent-conversations";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { useConversation } from "@/components/workbench/conversation-context";
import { conversationUrl } from "@/components/workbench/conversation-url";
import type { ForkRequest } from "@/lib/model";

type ForkDialogProps = { turn: number; onClose: () => void };

const choices: { user: ForkRequest["user"]; title: string; detail: string }[] = [
  {
    user: "copy",
    title: "A copy of the people",
    detail:
      "Everybody goes on under a new id with a copy of their user state as it was then, so that the two futures cannot disturb each other. Where the bot keeps an id inside a value, it stays the old one.",
  },
  {
    user: "shared",
    title: "The same people",
    detail:
      "They keep their ids and share one user state with every other conversation: what the bot learns in the fork it knows here too.",
  },
];

/** Starts a second future from a turn of this conversation, and goes there. */
export function ForkDialog({ turn, onClose }: ForkDialogProps) {
  const [user, setUser] = useState<ForkRequest["user"]>("copy");
  const { fork, isBusy, failure } = useFork(turn, onClose);
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" disabled={isBusy} onClick={() => void fork(user)}>
        Fork and open
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Fork from turn ${turn}`}
      description={`A new conversation begins with everything that was said and stored up to and with turn ${turn}. Nothing is sent to the bot again, and this conversation stays as it is.`}
      footer={footer}
    >
      <fieldset>
        <legend className="mb-1.5 text-xs font-semibold text-muted">User state in the fork</legend>
        {choices.map((choice) => (
          <label
            key={choice.user}
            className="mb-2 flex items-start gap-2.5 rounded-md border border-line px-3 py-2 text-sm last:mb-0 has-checked:border-accent has-checked:bg-selected"
          >
            <input
              type="radio"
              name="user-state"
              value={choice.user}
              checked={user === choice.user}
              onChange={() => setUser(choice.user)}
              className="mt-0.5 size-4 accent-accent"
            />
            <span>
              <span className="block font-medium">{choice.title}</span>
              <span className="block text-xs text-muted">{choice.detail}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {failure && <ErrorNote className="mt-3" title="The conversation was not forked" detail={failure} />}
    </Dialog>
  );
}

function useFork(turn: number, onDone: () => void) {
  const { conversationId, botId, persona } = useConversation();
  const router = useRouter();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  async function fork(user: ForkRequest["user"]): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      const made = await forkConversation(conversationId, { turn, user }, persona.name);
      // With the same people one goes on as oneself; of copies only the first is known.
      if (botId !== null) {
        rememberConversation({ conversationId: made.conversationId, botId, persona: user === "shared" ? persona : made.user });
      }
      void queries.invalidateQueries({ queryKey: conversationsKey });
      void queries.invalidateQueries({ queryKey: ["branches"] });
      router.push(conversationUrl(made.conversationId));
      onDone();
    } catch (error) {
      setFailure(problemSentence(error));
    } finally {
      setBusy(false);
    }
  }
  return { fork, isBusy, failure };
}
