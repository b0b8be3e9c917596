/** The first letter of a name, for telling people apart at a glance; the name stands beside it. */
export function Avatar({ name }: { name: string }) {
  const initial = [...name.trim()][0] ?? "?";
  return (
    <span
      aria-hidden="true"
      className="inline-flex size-5 shrink-0 items-center justify-center rounded-full bg-accent text-[0.6875rem] font-semibold text-accent-ink uppercase"
    >
      {initial}
    </span>
  );
}
