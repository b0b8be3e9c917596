"use client";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { type JsonObject, type Scope, scopeDescriptions, scopeLabels } from "@/lib/model";
import { PropertyAdder } from "../tree/property-adder";
import { setAtPath } from "../values/edit-path";
import type { ScopeEdits } from "../writing/scope-edits";
import type { ScopeBase } from "../writing/state-actions";
import { PanelHeader, type PanelHeaderProps } from "./panel-header";

type ScopePanelProps = PanelHeaderProps & { children: ReactNode };

/** One scope: a region with a name that tests and screen readers rely on. */
export function ScopePanel({ children, ...header }: ScopePanelProps) {
  return (
    <section aria-label={scopeLabels[header.scope]} className="@container scroll-mt-1 border-b border-line">
      <PanelHeader {...header} />
      {header.isOpen && children}
    </section>
  );
}

/** What would live here and when it is cleared. */
export function EmptyScope({ scope }: { scope: Scope }) {
  return <p className="max-w-prose pr-3 pb-1.5 pl-6.5 text-sm text-muted">{scopeDescriptions[scope]}</p>;
}

type AddPropertyProps = { scope: Scope; data: JsonObject | null; edits: ScopeEdits };

/** Adds a property at the root of a scope. */
export function AddProperty({ scope, data, edits }: AddPropertyProps) {
  const [base, setBase] = useState<ScopeBase | null>(null);
  const name = scopeLabels[scope].toLowerCase();
  if (!base) {
    return (
      <div className="pb-1.5 pl-5">
        <Button
          variant="ghost"
          size="sm"
          aria-label={`Add property to ${name}`}
          className="text-muted"
          onClick={() => setBase(edits.base())}
        >
          <Plus aria-hidden="true" className="size-3.5" /> Add property
        </Button>
      </div>
    );
  }
  return (
    <div className="pr-2 pb-1.5 pl-6.5">
      <PropertyAdder
        place={name}
        isList={false}
        takenNames={Object.keys(data ?? {})}
        onSave={(property, value) => edits.save(base, (before) => setAtPath(before, [property], value))}
        onClose={() => setBase(null)}
      />
    </div>
  );
}
