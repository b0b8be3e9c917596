/** More are not looked for one by one: a receipt says how many were left out. */
export const maxTexts = 300;
const maxLength = 200;

/**
 * Texts as they are looked for: long ones in pieces, for people repeat parts of them. `whole`: those of which every piece is among them; of the
 * longest a part may be left out.
 */
export function cutUp(texts: readonly string[]): { pieces: string[]; whole: Set<string> } {
  const pieces: string[] = [];
  const whole = new Set<string>();
  const cut = texts.map((text) => ({ text, own: piecesOf(text) })).sort((one, other) => one.own.length - other.own.length);
  for (const { text, own } of cut) {
    if (pieces.length + own.length <= maxTexts) whole.add(text);
    pieces.push(...own.slice(0, maxTexts - pieces.length));
  }
  return { pieces, whole };
}

/** All about as long, so that none is short enough to be a piece of anything. */
function piecesOf(text: string): string[] {
  if (text.length <= maxLength) return [text];
  const size = Math.ceil(text.length / Math.ceil(text.length / maxLength));
  return text.match(new RegExp(`.{1,${size}}`, "gsu")) ?? [];
}
