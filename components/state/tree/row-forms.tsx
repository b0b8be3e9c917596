import type { ReactNode } from "react";
import { renameAtPath, setAtPath } from "../values/edit-path";
import { childrenOf } from "../values/search-values";
import type { ScopeEdits } from "../writing/scope-edits";
import type { ScopeBase } from "../writing/state-actions";
import { LeafEditor } from "./leaf-editor";
import { NameEditor } from "./name-editor";
import { PropertyAdder } from "./property-adder";
import type { TreeRow } from "./tree-rows";
import type { RowDraft } from "./use-draft";

/** A row with a form in it, the scope as it was when the form was opened, and what was typed since. */
export type RowEditing = { kind: "edit" | "rename" | "add"; row: TreeRow; base: ScopeBase; draft: RowDraft };

/** Some commands make no sense on some rows: a list item has no name, a plain value holds nothing. */
export function canEditRow(kind: RowEditing["kind"], row: TreeRow): boolean {
  if (row.isGhost) return false;
  if (kind === "rename") return !row.isListItem;
  return kind === "edit" || typeof row.value === "object";
}

type RowFormInput = { editing: RowEditing; edits: ScopeEdits; onClose: () => void };

export function rowFormFor({ editing, edits, onClose }: RowFormInput): { at: "value" | "below"; element: ReactNode } {
  const { kind, row, base, draft } = editing;
  if (kind === "edit") {
    const onSave = (value: TreeRow["value"]) => edits.save(base, (data) => setAtPath(data, row.path, value));
    return { at: "value", element: <LeafEditor draft={draft} name={row.name} value={row.value} onSave={onSave} onClose={onClose} /> };
  }
  if (kind === "rename") {
    const onSave = (name: string) => edits.save(base, (data) => renameAtPath(data, row.path, name));
    return { at: "value", element: <NameEditor draft={draft} name={row.name} onSave={onSave} onClose={onClose} /> };
  }
  return { at: "below", element: <ChildAdder {...{ row, base, draft, edits, onClose }} /> };
}

function ChildAdder({ row, base, draft, edits, onClose }: Omit<RowEditing, "kind"> & Omit<RowFormInput, "editing">) {
  const names = childrenOf(row.value).map(([name]) => name);
  const isList = Array.isArray(row.value);
  return (
    <PropertyAdder
      draft={draft}
      place={row.name}
      isList={isList}
      takenNames={names}
      onSave={(name, value) => edits.save(base, (data) => setAtPath(data, [...row.path, isList ? String(names.length) : name], value))}
      onClose={onClose}
    />
  );
}
