"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import { useRef, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { listSignedIn, signOut } from "@/components/sign-in/sign-in-calls";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { fullTime } from "@/components/ui/time-words";
import type { ListedBot, SignedIn } from "@/lib/model";

/** Who is signed in to which connection of a bot; each can be signed out. */
export function SignedInDialog({ bot, onClose }: { bot: ListedBot; onClose: () => void }) {
  const doneButton = useRef<HTMLButtonElement>(null);
  const { people, failure, leave } = useSignedIn(bot.id);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Who is signed in to ${bot.name}`}
      description="The bot is not told when somebody is signed out here: it finds out when it next asks for the token."
      initialFocus={doneButton}
      footer={
        <Button ref={doneButton} variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {failure !== null && <ErrorNote className="mb-3" title="That did not work" detail={failure} />}
      {!people && failure === null && <Spinner label="Loading who is signed in" isLabelShown />}
      {people?.length === 0 && (
        <EmptyState title="Nobody is signed in" icon={<UserRoundX className="size-8" />}>
          People sign in with the card that a bot sends, such as that of an OAuth prompt.
        </EmptyState>
      )}
      {people && people.length > 0 && <SignedInList people={people} onSignOut={leave} />}
    </Dialog>
  );
}

function useSignedIn(botId: string) {
  const client = useQueryClient();
  const queryKey = ["signed-in", botId];
  const { data, error } = useQuery({ queryKey, queryFn: ({ signal }) => listSignedIn(botId, signal) });
  const [refusal, setRefusal] = useState<unknown>(null);
  const leave = ({ userId, channelId, connectionName }: SignedIn) =>
    signOut(botId, { userId, channelId, connectionName }).then((left) => {
      setRefusal(null);
      client.setQueryData(queryKey, left);
    }, setRefusal);
  const failed = error ?? refusal;
  return { people: data?.signedIn, failure: failed ? problemSentence(failed) : null, leave };
}

function SignedInList({ people, onSignOut }: { people: readonly SignedIn[]; onSignOut: (person: SignedIn) => void }) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {people.map((person) => (
        <li key={`${person.channelId} ${person.userId} ${person.connectionName}`} className="flex items-center gap-3 py-2">
          <div className="min-w-0 grow">
            <p className="text-sm font-medium wrap-anywhere">
              {person.name}
              {person.name !== person.userId && <span className="ml-2 font-mono text-xs font-normal text-muted">{person.userId}</span>}
            </p>
            <p className="text-xs wrap-anywhere text-muted">
              {person.connectionName} · on {person.channelId} ·{" "}
              {person.awaitsCode ? "has not shown the code yet" : `since ${fullTime(person.signedInAt)}`}
            </p>
          </div>
          <Button aria-label={`Sign ${person.name} out of ${person.connectionName}`} onClick={() => onSignOut(person)}>
            Sign out
          </Button>
        </li>
      ))}
    </ul>
  );
}
