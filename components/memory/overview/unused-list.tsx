import type { Overview } from "@/lib/model";
import { pathWords } from "../words";

/** What the bot keeps and does not ask for, as far as that is known. */
export function UnusedList({ overview: { unused } }: { overview: Overview }) {
  return (
    <section aria-labelledby="unused">
      <h2 id="unused" className="mb-1 font-semibold">
        Kept and not used
      </h2>
      <p className="mb-2 text-sm text-muted">
        The recorder sees which items a turn asks for, not which of the facts in them it uses: what is not listed may still be unused.
      </p>
      {unused.length === 0 && <p className="text-sm">The latest turns asked for everything that stands somewhere.</p>}
      <ul className="flex flex-col gap-1 text-sm">
        {unused.map(({ scope, path, detail }) => (
          <li key={`${scope} ${path}`} className="rounded-md border border-line px-3 py-2 wrap-anywhere">
            {path !== null && <span className="font-mono font-semibold">{pathWords(path)}: </span>}
            {detail}
          </li>
        ))}
      </ul>
    </section>
  );
}
