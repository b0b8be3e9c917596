"use client";
import type { ReactNode } from "react";
import { formatPointer, type Scope, scopeDescriptions, scopeLabels } from "@/lib/model";
import { PropertyAdder } from "../tree/property-adder";
import type { RowDraft } from "../tree/use-draft";
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

/** A property to be added: the scope as it was when that began, and what was typed since. */
export type Adding = { base: ScopeBase; draft: RowDraft };

type AddPropertyProps = { scope: Scope; adding: Adding; edits: ScopeEdits; onAdded: (pointer: string) => void; onClose: () => void };

/** Adds a property at the root of a scope. */
export function AddProperty({ scope, adding: { base, draft }, edits, onAdded, onClose }: AddPropertyProps) {
  return (
    <div className="pr-2 pb-1.5 pl-6.5">
      <PropertyAdder
        draft={draft}
        place={scopeLabels[scope].toLowerCase()}
        isList={false}
        takenNames={Object.keys(base.data ?? {})}
        onSave={async (property, value) => {
          const sentence = await edits.save(base, (before) => setAtPath(before, [property], value));
          if (sentence === null) onAdded(formatPointer([property]));
          return sentence;
        }}
        onClose={onClose}
      />
    </div>
  );
}
