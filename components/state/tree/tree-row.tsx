import { ChevronRight, Ellipsis, Pin } from "lucide-react";
import { memo, type ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { isMaskedValue } from "@/lib/model";
import { formatCount } from "../values/measure";
import { ChangeLabel, CountsLabel, changeWashes } from "./change-label";
import { Highlight } from "./highlight";
import type { TreeCommand } from "./tree-keys";
import type { TreeRow as Row } from "./tree-rows";
import { isLongText, ValueText } from "./value-text";

export type RowCommand = TreeCommand | { type: "show-all"; row: Row; isFull: boolean };

type TreeRowProps = {
  row: Row;
  index: number;
  /** Space left by rows above that are not drawn. */
  gapPx: number;
  isActive: boolean;
  isFull: boolean;
  isPinned: boolean;
  query: string | null;
  /** A form in place of the value, or below it. */
  form: { at: "value" | "below"; element: ReactNode } | null;
  onCommand: (command: RowCommand) => void;
  measure: (element: HTMLElement | null) => void;
};

export const rowHeightPx = 24;
const indentPx = 14;

export const TreeRow = memo(function TreeRow({
  row,
  index,
  gapPx,
  isActive,
  isFull,
  isPinned,
  query,
  form,
  onCommand,
  measure,
}: TreeRowProps) {
  const isReplaced = form?.at === "value";
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around the rows reads the keys
    <div
      ref={measure}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-selected={isActive}
      aria-expanded={row.isOpen ?? undefined}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      data-row={row.id}
      data-pointer={row.pointer}
      onClick={() => onCommand(row.isOpen === null ? { type: "focus", id: row.id } : { type: "toggle", row, isOpen: !row.isOpen })}
      onDoubleClick={() => row.isOpen === null && !row.isGhost && onCommand({ type: "edit", row })}
      onContextMenu={(event) => {
        event.preventDefault();
        onCommand({ type: "menu", row, at: { x: event.clientX, y: event.clientY } });
      }}
      className={cx(
        "group scroll-mt-14 scroll-mb-6 pr-1 font-mono text-[0.78125rem] leading-5 outline-offset-[-2px]",
        row.change ? changeWashes[row.change.kind] : "hover:bg-raised group-focus-within/tree:aria-selected:bg-raised",
      )}
      style={{ paddingLeft: 10 + (row.level - 1) * indentPx, marginTop: gapPx || undefined, minHeight: rowHeightPx }}
    >
      <div className="flex min-h-6 items-start gap-1 py-0.5">
        <Chevron isOpen={row.isOpen} />
        <RowName row={row} query={query} />
        {isReplaced ? form.element : <RowValue row={row} query={query} isFull={isFull} onCommand={onCommand} />}
        {!isReplaced && <RowEnd row={row} isActive={isActive} isPinned={isPinned} onCommand={onCommand} />}
      </div>
      {form?.at === "below" && <div className="pl-4">{form.element}</div>}
    </div>
  );
});

function Chevron({ isOpen }: { isOpen: boolean | null }) {
  if (isOpen === null) return <span aria-hidden="true" className="w-3.5 shrink-0" />;
  return <ChevronRight aria-hidden="true" className={cx("mt-[3px] size-3.5 shrink-0 text-muted", isOpen && "rotate-90")} />;
}

function RowName({ row, query }: { row: Row; query: string | null }) {
  return (
    <span
      className={cx(
        "max-w-[45%] shrink-0 break-words [overflow-wrap:anywhere]",
        row.isListItem ? "text-muted" : "text-ink",
        row.isGhost && "line-through",
      )}
    >
      {row.name === "" ? '""' : <Highlight text={row.name} query={row.isListItem ? null : query} />}
    </span>
  );
}

type RowValueProps = Pick<TreeRowProps, "row" | "query" | "isFull" | "onCommand">;

function RowValue({ row, query, isFull, onCommand }: RowValueProps) {
  const isShown = row.change?.kind === "changed" && !isMaskedValue(row.change.before);
  const before = isShown ? row.change?.before : undefined;
  return (
    <span className="min-w-0 grow pl-1">
      {before !== undefined && (
        <>
          <span className="sr-only">was </span>
          <ValueText value={before} isStruck /> <span className="sr-only">now </span>
        </>
      )}
      {row.isGhost && <span className="sr-only">was </span>}
      <ValueText value={row.value} query={query} isFull={isFull} isStruck={row.isGhost} />
      {isLongText(row.value) && (
        <button
          type="button"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            onCommand({ type: "show-all", row, isFull: !isFull });
          }}
          className="ml-1 rounded px-1 font-sans text-xs text-accent underline-offset-2 hover:underline"
        >
          {isFull ? "show less" : `show all ${formatCount(row.value.length, "character")}`}
        </button>
      )}
    </span>
  );
}

type RowEndProps = Pick<TreeRowProps, "row" | "isActive" | "isPinned" | "onCommand">;

/** Always takes the same room, so that nothing moves when the pointer comes. */
function RowEnd({ row, isActive, isPinned, onCommand }: RowEndProps) {
  return (
    <span className="ml-auto flex shrink-0 items-start gap-1 pl-1">
      {isPinned && <Pin aria-label="pinned" className="mt-1 size-3 text-muted" />}
      {row.change && <ChangeLabel kind={row.change.kind} />}
      {row.inside && <CountsLabel counts={row.inside} suffix="inside" />}
      <button
        type="button"
        aria-label={`Actions for ${row.name}`}
        aria-haspopup="menu"
        title="Actions (Shift-F10)"
        tabIndex={isActive ? 0 : -1}
        onClick={(event) => {
          event.stopPropagation();
          onCommand({ type: "menu", row });
        }}
        className="-my-0.5 flex size-6 items-center justify-center rounded text-muted opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 hover:bg-raised hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-100"
      >
        <Ellipsis aria-hidden="true" className="size-4" />
      </button>
    </span>
  );
}
