/** The part of a KeyboardEvent that decides which command is meant. */
export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** "mod+k" for Ctrl-K and Command-K, "?" for itself; null for what no command may take. */
export function nameKeyPress({ key, ctrlKey, metaKey, altKey }: KeyPress): string | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) return `mod+${key.toLowerCase()}`;
  return key.length === 1 ? key : null;
}

const typingPlaces = "input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='textbox'], [role='combobox']";
const modalPlaces = "[role='dialog'], [role='alertdialog'], [role='menu']";

/** True where a plain key belongs to the thing that has the focus: text being typed, or a dialog or menu that is open. */
export function isKeyTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${typingPlaces}, ${modalPlaces}`) !== null;
}

const keyNames: Record<string, string> = { mod: "Ctrl", arrowup: "↑", arrowdown: "↓", enter: "Enter" };

/** The keys as printed on the keyboard: ["Ctrl", "K"]. */
export function keyCaps(keys: string): string[] {
  return keys.split("+").map((part) => keyNames[part] ?? (part.length === 1 && keys.includes("+") ? part.toUpperCase() : part));
}
