"use client";
import type { Overview, OverviewPath } from "@/lib/model";
import { numberWords, pathName } from "../words";
import { linePoints, scaleMarks } from "./chart-lines";

const size = { width: 600, height: 180 };
const margin = { left: 44, right: 8, top: 18, bottom: 20 };
const mostLines = 6;

/** Told apart without colour too: each line has dashes of its own. */
const strokes = [
  { className: "stroke-scope-user", dash: undefined },
  { className: "stroke-scope-conversation", dash: "6 3" },
  { className: "stroke-scope-private", dash: "2 2" },
  { className: "stroke-scope-dialog", dash: "10 3 2 3" },
  { className: "stroke-removed", dash: "4 4" },
  { className: "stroke-muted", dash: "1 3" },
];

/** How many people had the facts that most have, day by day, with the releases in between. The table below says the same in numbers. */
export function PeopleChart({ overview: { paths, days, releases } }: { overview: Overview }) {
  const shown = paths.slice(0, mostLines);
  const marks = scaleMarks(Math.max(0, ...shown.flatMap(({ daily }) => daily)));
  const most = marks.at(-1) ?? 1;
  return (
    <section aria-labelledby="people-chart">
      <h2 id="people-chart" className="mb-2 font-semibold">
        People who have each fact
      </h2>
      <div className="grid gap-4 rounded-lg border border-line p-3 lg:grid-cols-[minmax(0,1fr)_14rem]">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
        <section aria-label="Chart" tabIndex={0} className="relative overflow-x-auto">
          <svg
            role="img"
            aria-label={`Lines from ${days[0]} to ${days.at(-1)}; the table below has the numbers`}
            viewBox={`0 0 ${size.width + margin.left + margin.right} ${size.height + margin.top + margin.bottom}`}
            className="w-full min-w-120"
          >
            <g transform={`translate(${margin.left} ${margin.top})`}>
              <Scale marks={marks} most={most} />
              <Releases releases={releases} days={days} />
              {shown.map((path, index) => (
                <polyline
                  key={path.id}
                  points={linePoints(path.daily, most, size)}
                  fill="none"
                  strokeWidth={2}
                  strokeDasharray={strokes[index]?.dash}
                  strokeLinejoin="round"
                  className={strokes[index]?.className}
                />
              ))}
              <Days days={days} />
            </g>
          </svg>
        </section>
        <Legend paths={shown} more={paths.length - shown.length} />
      </div>
    </section>
  );
}

function Scale({ marks, most }: { marks: readonly number[]; most: number }) {
  return marks.map((mark) => {
    const y = size.height - (mark / most) * size.height;
    return (
      <g key={mark}>
        <line x1={0} x2={size.width} y1={y} y2={y} className="stroke-line" />
        <text x={-6} y={y + 3.5} textAnchor="end" className="fill-muted text-[10px]">
          {numberWords(mark)}
        </text>
      </g>
    );
  });
}

function Releases({ releases, days }: Pick<Overview, "releases" | "days">) {
  return releases.map(({ version, since }) => {
    const at = days.indexOf(since.slice(0, 10));
    if (at <= 0) return null;
    const x = (at / (days.length - 1)) * size.width;
    return (
      <g key={version}>
        <line x1={x} x2={x} y1={-4} y2={size.height} strokeDasharray="3 3" className="stroke-line-strong" />
        <text x={x} y={-7} textAnchor={x > size.width - 40 ? "end" : "middle"} className="fill-muted text-[10px]">
          {version.slice(0, 12)}
        </text>
      </g>
    );
  });
}

function Days({ days }: Pick<Overview, "days">) {
  const middle = Math.floor((days.length - 1) / 2);
  return [0, middle, days.length - 1].map((index, place) => (
    <text
      key={index}
      x={(index / Math.max(1, days.length - 1)) * size.width}
      y={size.height + 14}
      textAnchor={(["start", "middle", "end"] as const)[place]}
      className="fill-muted text-[10px]"
    >
      {days[index]}
    </text>
  ));
}

function Legend({ paths, more }: { paths: readonly OverviewPath[]; more: number }) {
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {paths.map((path, index) => (
        <li key={path.id} className="flex items-center gap-2">
          <svg aria-hidden="true" width="28" height="8" className="shrink-0">
            <line
              x1="0"
              x2="28"
              y1="4"
              y2="4"
              strokeWidth="2"
              strokeDasharray={strokes[index]?.dash}
              className={strokes[index]?.className}
            />
          </svg>
          <span className="min-w-0 grow wrap-anywhere">{path.label ?? pathName(path.path)}</span>
          <span className="font-mono text-xs text-muted">{numberWords(path.people)}</span>
        </li>
      ))}
      {more > 0 && <li className="text-xs text-muted">and {numberWords(more)} more in the table</li>}
    </ul>
  );
}
