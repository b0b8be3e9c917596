import type { TreeRow } from "./tree-rows";

/** What a key asks for, in the tree pattern of the ARIA Authoring Practices, and our own keys for editing. */
export type TreeCommand =
  | { type: "focus"; id: string }
  | { type: "toggle"; row: TreeRow; isOpen: boolean }
  | { type: "edit" | "rename" | "remove" | "add" | "copy-value" | "copy-path" | "trace"; row: TreeRow }
  /** `at`: where the pointer was, when one asked for it. */
  | { type: "menu"; row: TreeRow; at?: { x: number; y: number } };

export type TreeKey = { key: string; isCommand: boolean; isShift: boolean };

export function readTreeKey(pressed: TreeKey, rows: readonly TreeRow[], activeId: string): TreeCommand | null {
  const index = Math.max(
    rows.findIndex((row) => row.id === activeId),
    0,
  );
  const row = rows[index];
  if (!row) return null;
  if (pressed.isCommand) return readCopy(pressed, row);
  return (
    readMove(pressed.key, rows, index) ??
    readBranch(pressed.key, rows, index) ??
    readAction(pressed, row) ??
    readLetter(pressed.key, rows, index)
  );
}

function readCopy({ key, isShift }: TreeKey, row: TreeRow): TreeCommand | null {
  return key.toLowerCase() === "c" ? { type: isShift ? "copy-path" : "copy-value", row } : null;
}

function readMove(key: string, rows: readonly TreeRow[], index: number): TreeCommand | null {
  const targets: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: rows.length - 1,
    PageDown: index + 20,
    PageUp: index - 20,
  };
  const target = targets[key];
  if (target === undefined) return null;
  const found = rows[Math.min(Math.max(target, 0), rows.length - 1)];
  return found ? { type: "focus", id: found.id } : null;
}

function readBranch(key: string, rows: readonly TreeRow[], index: number): TreeCommand | null {
  const row = rows[index];
  if (!row || (key !== "ArrowRight" && key !== "ArrowLeft")) return null;
  if (key === "ArrowRight") {
    if (row.isOpen === false) return { type: "toggle", row, isOpen: true };
    const child = row.isOpen ? rows[index + 1] : undefined;
    return child ? { type: "focus", id: child.id } : null;
  }
  if (row.isOpen) return { type: "toggle", row, isOpen: false };
  const parent = rows.slice(0, index).findLast((earlier) => earlier.level < row.level);
  return parent ? { type: "focus", id: parent.id } : null;
}

function readAction({ key, isShift }: TreeKey, row: TreeRow): TreeCommand | null {
  if (key === "ContextMenu" || (key === "F10" && isShift)) return { type: "menu", row };
  if ((key === "Enter" || key === " ") && row.isOpen !== null) return { type: "toggle", row, isOpen: !row.isOpen };
  if (key === "w") return { type: "trace", row };
  if (row.isGhost) return null;
  if (key === "Enter") return { type: "edit", row };
  if (key === "F2") return { type: "rename", row };
  if (key === "Delete" || key === "Backspace") return { type: "remove", row };
  return key === "Insert" ? { type: "add", row } : null;
}

/** The next row whose name begins with the letter, from the top again after the last. `/` and `?` are keys of the whole page. */
function readLetter(key: string, rows: readonly TreeRow[], index: number): TreeCommand | null {
  if ([...key].length !== 1 || " /?".includes(key)) return null;
  const letter = key.toLowerCase();
  const found = [...rows.slice(index + 1), ...rows.slice(0, index)].find((row) => row.name.toLowerCase().startsWith(letter));
  return found ? { type: "focus", id: found.id } : null;
}
