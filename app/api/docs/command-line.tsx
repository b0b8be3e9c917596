/** A command to copy into a shell. A region, so that the keyboard reaches what scrolls. */
export function CommandLine({ label, text }: { label: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={label} className="relative overflow-x-auto rounded-md border border-line bg-raised p-3">
      <pre className="font-mono text-xs">{text}</pre>
    </section>
  );
}
