/** About where a path stands in JSON text that JSON.stringify has written: good enough to put a cursor there. */
export function offsetOfPath(text: string, path: readonly string[]): number {
  let offset = 0;
  for (const part of path) {
    const found = text.indexOf(`${JSON.stringify(part)}:`, offset);
    if (found !== -1) offset = found;
  }
  return offset;
}
