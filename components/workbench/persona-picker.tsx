"use client";
import { ChevronDown, Pencil, UserPlus, Users } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { asKnown, type KnownPerson, toPersona } from "@/components/settings/known-person";
import { inventPersona } from "@/components/settings/personas";
import { usePeople } from "@/components/settings/use-people";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Menu, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { Persona, PersonaRequest } from "@/lib/model";

const PersonaDialog = dynamic(() => import("@/components/settings/persona-dialog").then((module) => module.PersonaDialog), { ssr: false });

type PersonaPickerProps = {
  persona: Persona;
  /** Those who are there. */
  members: readonly Persona[];
  onPick: (persona: Persona) => void;
  onShowPeople: () => void;
};

type Editing = { title: string; initial: KnownPerson; isNew: boolean } | null;

export function PersonaPicker({ persona, members, onPick, onShowPeople }: PersonaPickerProps) {
  const { people, error, keep } = usePeople();
  const remembered = people.map(toPersona);
  const [editing, setEditing] = useState<Editing>(null);
  const others = remembered.filter((known) => members.every((member) => member.id !== known.id));
  const present = members.some((member) => member.id === persona.id) ? members : [persona, ...members];
  const known = people.find(({ userId }) => userId === persona.id) ?? asKnown(persona);
  const onSave = async (saved: PersonaRequest) => {
    await keep(saved, editing?.isNew ? undefined : known);
    onPick(toPersona(saved));
  };
  const item = (known: Persona) => (
    <MenuItem
      key={known.id}
      icon={<Avatar name={known.name} />}
      hint={known.id}
      isChecked={known.id === persona.id}
      onSelect={() => onPick(known)}
    >
      {known.name}
    </MenuItem>
  );
  return (
    <>
      <Menu
        className="w-72"
        trigger={
          <Button className="max-w-36 xl:max-w-72" aria-label={`Speaking as ${persona.name}`}>
            <Avatar name={persona.name} />
            <span className="truncate font-semibold">{persona.name}</span>
            <span className="truncate font-mono text-xs text-muted max-xl:hidden">{persona.id}</span>
            <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
          </Button>
        }
      >
        <MenuGroup label="In this conversation">{present.map(item)}</MenuGroup>
        {others.some((known) => known.id !== persona.id) && (
          <MenuGroup label="Join as">{others.filter((known) => known.id !== persona.id).map(item)}</MenuGroup>
        )}
        {error && <p className="px-2 py-1.5 text-xs text-removed">The people kept on the server could not be read.</p>}
        <MenuSeparator />
        <MenuItem
          icon={<UserPlus aria-hidden="true" className="size-4" />}
          onSelect={() => setEditing({ title: "New person", initial: asKnown(inventPersona([...remembered, ...present])), isNew: true })}
        >
          New person…
        </MenuItem>
        <MenuItem
          icon={<Pencil aria-hidden="true" className="size-4" />}
          onSelect={() => setEditing({ title: `Edit ${persona.name}`, initial: known, isNew: false })}
        >
          Edit {persona.name}…
        </MenuItem>
        <MenuItem
          icon={<Users aria-hidden="true" className="size-4" />}
          hint="Add and remove them, see their state side by side, check for leaks."
          onSelect={onShowPeople}
        >
          People of this conversation
        </MenuItem>
      </Menu>
      {editing && <PersonaDialog isOpen title={editing.title} initial={editing.initial} onClose={() => setEditing(null)} onSave={onSave} />}
    </>
  );
}
