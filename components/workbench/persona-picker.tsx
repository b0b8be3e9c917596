"use client";
import { ChevronDown, Pencil, UserPlus } from "lucide-react";
import { useState } from "react";
import { PersonaDialog } from "@/components/settings/persona-dialog";
import { inventPersona, listPersonas, usePersonas } from "@/components/settings/personas";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Menu, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { Persona } from "@/lib/model";

type PersonaPickerProps = { persona: Persona; members: readonly Persona[]; onPick: (persona: Persona) => void };

type Editing = { title: string; initial: Persona } | null;

export function PersonaPicker({ persona, members, onPick }: PersonaPickerProps) {
  const remembered = usePersonas();
  const [editing, setEditing] = useState<Editing>(null);
  const others = remembered.filter((known) => members.every((member) => member.id !== known.id));
  const present = members.some((member) => member.id === persona.id) ? members : [persona, ...members];
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
        <MenuSeparator />
        <MenuItem
          icon={<UserPlus aria-hidden="true" className="size-4" />}
          onSelect={() => setEditing({ title: "New person", initial: inventPersona([...listPersonas(), ...present]) })}
        >
          New person…
        </MenuItem>
        <MenuItem
          icon={<Pencil aria-hidden="true" className="size-4" />}
          onSelect={() => setEditing({ title: `Edit ${persona.name}`, initial: persona })}
        >
          Edit {persona.name}…
        </MenuItem>
      </Menu>
      {editing && <PersonaDialog isOpen title={editing.title} initial={editing.initial} onClose={() => setEditing(null)} onSave={onPick} />}
    </>
  );
}
