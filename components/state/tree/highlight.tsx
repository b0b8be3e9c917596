import { splitAtHits } from "../values/search-values";

/** Text with what was searched for marked in it. */
export function Highlight({ text, query }: { text: string; query: string | null }) {
  const pieces = splitAtHits(text, query);
  if (pieces.length === 1) return text;
  return pieces.map((piece, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity
      <mark key={index} className="rounded-xs bg-accent px-px text-accent-ink">
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}
