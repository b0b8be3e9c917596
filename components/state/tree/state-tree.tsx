"use client";
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { JsonValue, Scope } from "@/lib/model";
import type { SearchHits } from "../values/search-values";
import type { ScopeEdits } from "../writing/scope-edits";
import type { ChangeMarks } from "./change-marks";
import { copyPath, copyValue } from "./copy";
import { canEditRow, type RowEditing, rowFormFor } from "./row-forms";
import { type MenuAnchor, RowMenu } from "./row-menu";
import { readTreeKey } from "./tree-keys";
import { type RowCommand, TreeRow } from "./tree-row";
import { listRows, type TreeRow as Row } from "./tree-rows";
import type { OpenNodes } from "./use-open-nodes";
import { findRow, type Reveal, useRowFocus } from "./use-row-focus";
import { useVirtualRows } from "./use-virtual-rows";

export type StateTreeProps = {
  scope: Scope;
  label: string;
  data: JsonValue;
  /** Where `data` lies in its scope. */
  basePath?: readonly string[];
  marks: ChangeMarks;
  hits: SearchHits | null;
  open: OpenNodes;
  /** Null where nothing can be pinned. */
  pins: { has: (scope: Scope, pointer: string) => boolean; toggle: (scope: Scope, pointer: string) => void } | null;
  /** Null when nothing may be edited. */
  edits: ScopeEdits | null;
  /** The row with a form in it. Held further up, so that it is not lost while the past, which has no forms, is shown. */
  editing: RowEditing | null;
  onEditing: (editing: RowEditing | null) => void;
  /** The scroll area that the tree shares with its neighbours. */
  scroller: HTMLElement | null;
  reveal?: Reveal | null;
  /** Shows where a value comes from; absent where nobody knows. */
  onTrace?: (scope: Scope, pointer: string) => void;
  /** Absent where there is no address to copy. */
  onCopyLink?: (scope: Scope, pointer: string) => void;
};

const atRoot: readonly string[] = [];

export function StateTree({
  scope,
  label,
  data,
  basePath = atRoot,
  marks,
  hits,
  open,
  pins,
  edits,
  editing,
  onEditing,
  scroller,
  reveal = null,
  onTrace,
  onCopyLink,
}: StateTreeProps) {
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => listRows({ data, basePath, marks, hits, isOpen: open.isOpen(scope) }),
    [data, basePath, marks, hits, open, scope],
  );
  const { activeId, activeIndex, activate, focusRow, focusEvents } = useRowFocus({ rows, tree, reveal });
  const [menu, setMenu] = useState<{ row: Row; anchor: MenuAnchor } | null>(null);
  const [fullIds, setFullIds] = useState<ReadonlySet<string>>(new Set());
  const { drawn, restPx, measure } = useVirtualRows({ rows, keptIndex: activeIndex, tree, scroller });

  const startForm = useCallback(
    (kind: RowEditing["kind"], row: Row): boolean => {
      if (!edits || !canEditRow(kind, row)) return false;
      if (kind === "edit" && row.isOpen !== null) {
        edits.editJson(row.path);
        return true;
      }
      onEditing({ kind, row, base: edits.base(), draft: {} });
      activate(row.id);
      return true;
    },
    [edits, activate, onEditing],
  );

  const onCommand = useCallback(
    (command: RowCommand) => {
      if (command.type === "focus") return focusRow(command.id);
      const { row } = command;
      if (command.type === "toggle") open.setOpen(scope, row.pointer, command.isOpen);
      else if (command.type === "copy-value") void copyValue(row.value);
      else if (command.type === "copy-path") void copyPath(row.pointer);
      else if (command.type === "trace") return onTrace?.(scope, row.pointer);
      else if (command.type === "show-all") setFullIds((ids) => withId(ids, row.id, command.isFull));
      else if (command.type === "remove")
        void edits?.remove(row.path).then((sentence) => sentence && toast({ message: sentence, tone: "bad" }));
      else if (command.type === "menu") {
        const anchor = findMenuAnchor(tree.current, row.id, command.at);
        activate(row.id);
        if (anchor) setMenu({ row, anchor });
        return;
      } else if (startForm(command.type, row)) return;
      focusRow(row.id);
    },
    [edits, open, scope, activate, focusRow, startForm, onTrace],
  );

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
    const pressed = { key: event.key, isCommand: event.ctrlKey || event.metaKey, isShift: event.shiftKey };
    const command = event.altKey ? null : readTreeKey(pressed, rows, activeId);
    if (!command || (command.type === "copy-value" && String(getSelection()) !== "")) return;
    event.preventDefault();
    event.stopPropagation();
    onCommand(command);
  }

  const closeForm = () => {
    const id = editing?.row.id;
    onEditing(null);
    if (id !== undefined) focusRow(id);
  };

  return (
    <>
      <div
        ref={tree}
        role="tree"
        aria-label={label}
        data-scope={onTrace && scope}
        {...focusEvents}
        onKeyDown={onKeyDown}
        className="group/tree pb-1"
      >
        {drawn.map(({ row, index, gapPx }) => (
          <TreeRow
            key={row.id}
            row={row}
            index={index}
            gapPx={gapPx}
            isActive={row.id === activeId}
            isFull={fullIds.has(row.id)}
            isPinned={pins?.has(scope, row.pointer) ?? false}
            query={hits?.query ?? null}
            form={editing?.row.id === row.id && edits ? rowFormFor({ editing, edits, onClose: closeForm }) : null}
            onCommand={onCommand}
            measure={measure}
          />
        ))}
        {restPx > 0 && <div aria-hidden="true" style={{ height: restPx }} />}
      </div>
      {menu && (
        <RowMenu
          row={menu.row}
          anchor={menu.anchor}
          isPinned={pins?.has(scope, menu.row.pointer) ?? false}
          isReadOnly={!edits}
          canTrace={onTrace !== undefined}
          onCopyLink={onCopyLink && ((row) => onCopyLink(scope, row.pointer))}
          onCommand={onCommand}
          onTogglePin={
            pins &&
            ((row) => {
              pins.toggle(scope, row.pointer);
              focusRow(row.id);
            })
          }
          onClose={(isDismissed) => {
            setMenu(null);
            if (isDismissed) focusRow(menu.row.id);
          }}
        />
      )}
    </>
  );
}

function findMenuAnchor(tree: HTMLElement | null, id: string, at?: { x: number; y: number }): MenuAnchor | null {
  if (at) return { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) };
  return findRow(tree, id)?.querySelector("[aria-haspopup=menu]") ?? null;
}

function withId(ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}
