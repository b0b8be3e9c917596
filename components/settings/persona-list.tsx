"use client";
import { Pencil, Trash2, UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import type { Persona } from "@/lib/model";
import { forgetPersona, inventPersona, rememberPersona, usePersonas } from "./personas";

const PersonaDialog = dynamic(() => import("./persona-dialog").then((module) => module.PersonaDialog), { ssr: false });

type Editing = { title: string; initial: Persona } | null;

export function PersonaList() {
  const personas = usePersonas();
  const [editing, setEditing] = useState<Editing>(null);
  const forget = (persona: Persona) => {
    forgetPersona(persona.id);
    toast({ message: `${persona.name} is forgotten here`, action: { label: "Undo", onClick: () => rememberPersona(persona) } });
  };
  const save = (persona: Persona) => {
    if (editing && editing.initial.id !== persona.id) forgetPersona(editing.initial.id);
    rememberPersona(persona);
  };
  return (
    <>
      {personas.length === 0 && <p className="mb-2 text-sm text-muted">Nobody yet: the first conversation makes up two people.</p>}
      <ul className="mb-3">
        {personas.map((persona) => (
          <li key={persona.id} className="flex items-center gap-2 border-b border-line py-1.5">
            <Avatar name={persona.name} />
            <span className="font-medium">{persona.name}</span>
            <span className="min-w-0 grow truncate font-mono text-xs text-muted">{persona.id}</span>
            <IconButton
              label={`Edit ${persona.name}`}
              size="sm"
              onClick={() => setEditing({ title: `Edit ${persona.name}`, initial: persona })}
            >
              <Pencil aria-hidden="true" className="size-3.5" />
            </IconButton>
            <IconButton label={`Forget ${persona.name}`} size="sm" onClick={() => forget(persona)}>
              <Trash2 aria-hidden="true" className="size-3.5" />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button onClick={() => setEditing({ title: "New person", initial: inventPersona(personas) })}>
        <UserPlus aria-hidden="true" className="size-4" /> New person
      </Button>
      {editing && <PersonaDialog isOpen title={editing.title} initial={editing.initial} onClose={() => setEditing(null)} onSave={save} />}
    </>
  );
}
