/** A sentence of the document, with what stands between backticks set as code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, position) =>
    position % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a constant sentence never move
      <code key={position} className="rounded bg-raised px-1 font-mono text-[0.92em]">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
