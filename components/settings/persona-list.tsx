"use client";
import { UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import type { PersonaRequest } from "@/lib/model";
import { asKnown, type KnownPerson, toPersona, toRequest } from "./known-person";
import { PersonRow } from "./person-row";
import { inventPersona } from "./personas";
import { usePeople } from "./use-people";

const PersonaDialog = dynamic(() => import("./persona-dialog").then((module) => module.PersonaDialog), { ssr: false });

type Editing = { title: string; initial: KnownPerson; isNew: boolean } | null;

const orTell = (work: Promise<void>) => void work.catch((error: unknown) => toast({ tone: "bad", message: problemSentence(error) }));

export function PersonaList() {
  const { people, error, isLoading, reload, keep, forget } = usePeople();
  const [editing, setEditing] = useState<Editing>(null);
  const forgetWithUndo = async (person: KnownPerson) => {
    await forget(person);
    const undo = { label: "Undo", onClick: () => orTell(keep(toRequest(person))) };
    toast({ message: `${person.name} is forgotten here`, action: undo });
  };
  const onSave = (persona: PersonaRequest) => keep(persona, editing?.isNew ? undefined : editing?.initial);
  const startNew = () => setEditing({ title: "New person", initial: asKnown(inventPersona(people.map(toPersona))), isNew: true });
  return (
    <>
      {error && (
        <ErrorNote
          className="mb-3"
          title="The people kept on the server could not be read"
          detail={problemSentence(error)}
          onRetry={() => void reload()}
        />
      )}
      {isLoading && <Spinner label="Reading the people" isLabelShown />}
      {people.length === 0 && !isLoading && !error && (
        <p className="mb-2 text-sm text-muted">Nobody yet: the first conversation makes up two people.</p>
      )}
      <ul aria-label="People" className="mb-3">
        {people.map((person) => (
          <PersonRow
            key={person.userId}
            person={person}
            onKeep={() => orTell(keep(toRequest(person), person))}
            onEdit={() => setEditing({ title: `Edit ${person.name}`, initial: person, isNew: false })}
            onForget={() => orTell(forgetWithUndo(person))}
          />
        ))}
      </ul>
      <Button onClick={startNew}>
        <UserPlus aria-hidden="true" className="size-4" /> New person
      </Button>
      {editing && <PersonaDialog isOpen title={editing.title} initial={editing.initial} onClose={() => setEditing(null)} onSave={onSave} />}
    </>
  );
}
