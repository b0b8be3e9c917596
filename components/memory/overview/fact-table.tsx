"use client";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import type { Overview, OverviewPath } from "@/lib/model";
import { PathPlace } from "../dictionary/path-place";
import { countWords, numberWords, pathName } from "../words";
import { linePoints } from "./chart-lines";

const atFirst = 25;
const versionsShown = 4;

/** Each fact in numbers: now, how that changed, and when each of the last versions gave way to the next. */
export function FactTable({ overview: { paths, days, releases, total } }: { overview: Overview }) {
  const [shown, setShown] = useState(atFirst);
  const versions = releases.slice(-versionsShown);
  return (
    <section aria-labelledby="fact-table">
      <h2 id="fact-table" className="mb-2 font-semibold">
        The same in numbers
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <section aria-label="Facts in numbers" tabIndex={0} className="relative overflow-x-auto rounded-lg border border-line">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line bg-raised text-left text-xs text-muted">
              <Heading>Fact</Heading>
              <Heading className="max-md:hidden">{`Last ${days.length} days`}</Heading>
              <Heading isNumber>People now</Heading>
              <Heading isNumber>Change</Heading>
              {versions.map(({ version }) => (
                <Heading key={version} isNumber className="max-md:hidden">
                  <span title={version}>In {version.slice(0, 12)}</span>
                </Heading>
              ))}
            </tr>
          </thead>
          <tbody>
            {paths.slice(0, shown).map((path) => (
              <Row key={path.id} path={path} versions={versions.length} />
            ))}
          </tbody>
        </table>
      </section>
      <div className="mt-2 flex flex-wrap items-center gap-3 text-xs text-muted">
        {paths.length > shown && <Button onClick={() => setShown(paths.length)}>Show all {numberWords(paths.length)}</Button>}
        {total > paths.length && (
          <p>
            {countWords(total - paths.length, "fact")} that fewer people have {total - paths.length === 1 ? "is" : "are"} in the dictionary
            only.
          </p>
        )}
      </div>
    </section>
  );
}

function Heading({ isNumber = false, className, children }: { isNumber?: boolean; className?: string; children: ReactNode }) {
  return <th className={cx("px-3 py-1.5 font-medium whitespace-nowrap", isNumber && "text-right", className)}>{children}</th>;
}

const spark = { width: 120, height: 22 };

function Row({ path, versions }: { path: OverviewPath; versions: number }) {
  const change = path.people - (path.daily[0] ?? 0);
  return (
    <tr className="border-b border-line last:border-b-0">
      <td className="px-3 py-1.5">
        <span className={path.label === null ? "font-mono" : "font-semibold"}>{path.label ?? pathName(path.path)}</span>
        <span className="block text-xs text-muted">
          <PathPlace scope={path.scope} path={path.path} isShort />
        </span>
      </td>
      <td className="px-3 py-1.5 max-md:hidden">
        <svg aria-hidden="true" width={spark.width} height={spark.height + 2} className="overflow-visible">
          <polyline
            points={linePoints(path.daily, Math.max(...path.daily), spark)}
            fill="none"
            strokeWidth={1.5}
            className="stroke-accent"
          />
        </svg>
      </td>
      <Numeric>{numberWords(path.people)}</Numeric>
      <Numeric>{change === 0 ? "±0" : change > 0 ? `+${numberWords(change)}` : `−${numberWords(-change)}`}</Numeric>
      {path.byVersion.slice(-versions || path.byVersion.length).map((people, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one for each version, in their order
        <Numeric key={index} className="max-md:hidden">
          {numberWords(people)}
        </Numeric>
      ))}
    </tr>
  );
}

function Numeric({ className, children }: { className?: string; children: ReactNode }) {
  return <td className={cx("px-3 py-1.5 text-right font-mono text-xs", className)}>{children}</td>;
}
