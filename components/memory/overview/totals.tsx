import type { ReactNode } from "react";
import { PageLink } from "@/components/ui/page-link";
import type { Overview } from "@/lib/model";
import { memoryUrl } from "../memory-url";
import { countWords, numberWords, sizeWords } from "../words";

/** The dictionary and what it covers, in five numbers. */
export function Totals({ overview: { botId, people, total, unclassified, facts, bytes } }: { overview: Overview }) {
  const share = total === 0 ? 0 : Math.round((unclassified / total) * 100);
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-4">
      <Total term="People it knows" value={numberWords(people)} />
      <Total term="Kinds of fact" value={numberWords(total)} />
      <Total term="Values" value={numberWords(facts)} more={sizeWords(bytes)} />
      <Total
        term="Unclassified"
        value={`${share} %`}
        more={
          unclassified === 0 ? (
            "Everything is described"
          ) : (
            <PageLink href={`${memoryUrl(botId, "dictionary")}?show=unclassified`} className="text-accent underline">
              {countWords(unclassified, "kind of fact", "kinds of fact")} to describe
            </PageLink>
          )
        }
      >
        <span aria-hidden="true" className="mt-1.5 block h-1.5 overflow-hidden rounded-full bg-hover">
          <span className="block h-full bg-changed" style={{ width: `${share}%` }} />
        </span>
      </Total>
    </dl>
  );
}

type TotalProps = { term: string; value: string; more?: ReactNode; children?: ReactNode };

function Total({ term, value, more, children }: TotalProps) {
  return (
    <div className="rounded-lg border border-line bg-surface px-4 py-3">
      <dt className="text-xs text-muted">{term}</dt>
      <dd>
        <span className="text-xl font-semibold tabular-nums">{value}</span>
        {more && <span className="mt-0.5 block text-xs text-muted">{more}</span>}
        {children}
      </dd>
    </div>
  );
}
