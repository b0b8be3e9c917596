import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Copy, Link2, PencilLine, Pin, PinOff, Plus, Slash, TextCursorInput, Trash2, Waypoints } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { Kbd } from "@/components/ui/kbd";
import { MenuItem, MenuSeparator, popupClass } from "@/components/ui/menu";
import { isContainer } from "../values/search-values";
import type { TreeCommand } from "./tree-keys";
import type { TreeRow } from "./tree-rows";

export type MenuAnchor = { getBoundingClientRect: () => DOMRect };

type RowMenuProps = {
  row: TreeRow;
  /** Where the menu hangs: the row's button, or the place that was clicked. */
  anchor: MenuAnchor;
  isPinned: boolean;
  isReadOnly: boolean;
  /** Its history can be asked for. */
  canTrace: boolean;
  onCommand: (command: TreeCommand) => void;
  /** Null where nothing can be pinned. */
  onTogglePin: ((row: TreeRow) => void) | null;
  onCopyLink: ((row: TreeRow) => void) | undefined;
  /** `isDismissed`: closed without choosing anything, so the focus goes back to the row. */
  onClose: (isDismissed: boolean) => void;
};

const iconClass = "size-4 text-muted";

/** One menu serves all rows of a tree: thousands of rows scroll by without one each. */
export function RowMenu({ row, anchor, isPinned, isReadOnly, canTrace, onCommand, onTogglePin, onCopyLink, onClose }: RowMenuProps) {
  const canEdit = !isReadOnly && !row.isGhost;
  return (
    <BaseMenu.Root open modal={false} onOpenChange={(isOpen, details) => !isOpen && onClose(details.reason === "escape-key")}>
      <BaseMenu.Portal>
        <BaseMenu.Positioner anchor={anchor} align="end" side="bottom" sideOffset={2} className="z-50 outline-none">
          <BaseMenu.Popup finalFocus={false} aria-label={`Actions for ${row.name}`} className={cx(popupClass, "min-w-52 p-1")}>
            <MenuItem
              icon={<Copy className={iconClass} />}
              shortcut={<Kbd>Ctrl C</Kbd>}
              onSelect={() => onCommand({ type: "copy-value", row })}
            >
              {row.isGhost ? "Copy the value it had" : "Copy value"}
            </MenuItem>
            <MenuItem
              icon={<Slash className={iconClass} />}
              shortcut={<Kbd>Ctrl ⇧ C</Kbd>}
              hint={row.pointer}
              onSelect={() => onCommand({ type: "copy-path", row })}
            >
              Copy path
            </MenuItem>
            {canTrace && (
              <MenuItem
                icon={<Waypoints className={iconClass} />}
                shortcut={<Kbd>w</Kbd>}
                onSelect={() => onCommand({ type: "trace", row })}
              >
                Where from?
              </MenuItem>
            )}
            {onCopyLink && (
              <MenuItem icon={<Link2 className={iconClass} />} onSelect={() => onCopyLink(row)}>
                Copy link to this place
              </MenuItem>
            )}
            {onTogglePin && (
              <MenuItem
                icon={isPinned ? <PinOff className={iconClass} /> : <Pin className={iconClass} />}
                onSelect={() => onTogglePin(row)}
              >
                {isPinned ? "Unpin from watch list" : "Pin to watch list"}
              </MenuItem>
            )}
            {canEdit && <EditItems row={row} onCommand={onCommand} />}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function EditItems({ row, onCommand }: Pick<RowMenuProps, "row" | "onCommand">) {
  return (
    <>
      <MenuSeparator />
      <MenuItem icon={<PencilLine className={iconClass} />} shortcut={<Kbd>Enter</Kbd>} onSelect={() => onCommand({ type: "edit", row })}>
        {row.isOpen === null ? "Edit value" : "Edit as JSON"}
      </MenuItem>
      {isContainer(row.value) && (
        <MenuItem icon={<Plus className={iconClass} />} shortcut={<Kbd>Ins</Kbd>} onSelect={() => onCommand({ type: "add", row })}>
          {Array.isArray(row.value) ? "Add item" : "Add property"}
        </MenuItem>
      )}
      {!row.isListItem && (
        <MenuItem
          icon={<TextCursorInput className={iconClass} />}
          shortcut={<Kbd>F2</Kbd>}
          onSelect={() => onCommand({ type: "rename", row })}
        >
          Rename
        </MenuItem>
      )}
      <MenuItem
        icon={<Trash2 className={iconClass} />}
        shortcut={<Kbd>Del</Kbd>}
        isDanger
        onSelect={() => onCommand({ type: "remove", row })}
      >
        Delete
      </MenuItem>
    </>
  );
}
