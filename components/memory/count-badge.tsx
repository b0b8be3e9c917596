const most = 999;

/** How many facts nobody has described yet; nothing when there are none. */
export function CountBadge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="relative rounded-full border border-line bg-changed-wash px-1.5 text-xs font-semibold text-changed">
      {count > most ? `${most}+` : count}
      <span className="sr-only"> unclassified</span>
    </span>
  );
}
