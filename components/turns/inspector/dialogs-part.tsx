import type { DialogEvent } from "@/lib/model";
import { Nothing, Part } from "./part";
import { describeEvent, type StackBar, toStackBars } from "./stack-bars";

/** How the dialog stack moved during the turn. */
export function DialogsPart({ events }: { events: readonly DialogEvent[] }) {
  return (
    <Part title="Dialogs" count={events.length} copied={events}>
      {events.length === 0 ? (
        <Nothing>No dialog moved in this turn.</Nothing>
      ) : (
        <>
          <StackPicture events={events} />
          <ol aria-label="Dialog events" className="mt-2 list-decimal pl-7 text-sm">
            {events.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: events are told by their order
              <li key={index} className="py-0.5 marker:font-mono marker:text-xs marker:text-muted">
                {describeEvent(event)} <span className="font-mono text-xs text-muted">{event.atMs.toFixed(1)} ms</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Part>
  );
}

const [labelWidth, columnWidth, rowHeight, indent] = [150, 34, 26, 10];

/** Each dialog is a bar over the events during which it was on the stack; one inside another stands below it. */
function StackPicture({ events }: { events: readonly DialogEvent[] }) {
  const bars = toStackBars(events);
  const [width, height] = [labelWidth + (events.length + 1) * columnWidth, bars.length * rowHeight + 18];
  return (
    <div className="relative overflow-x-auto rounded-md border border-line bg-raised">
      <svg role="img" aria-label={`The dialog stack over ${events.length} events`} width={width} height={height} className="block">
        {events.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events are told by their order
          <g key={index}>
            <line x1={toX(index)} x2={toX(index)} y1={0} y2={height - 16} className="stroke-line" />
            <text x={toX(index)} y={height - 4} textAnchor="middle" className="fill-muted font-mono text-[10px]">
              {index + 1}
            </text>
          </g>
        ))}
        {bars.map((bar) => (
          <Bar key={bar.id} bar={bar} eventCount={events.length} />
        ))}
      </svg>
    </div>
  );
}

const toX = (index: number): number => labelWidth + (index + 0.5) * columnWidth;

const endSigns: Record<"ended" | "cancelled" | "replaced", string> = { ended: "●", cancelled: "✕", replaced: "↻" };

function Bar({ bar, eventCount }: { bar: StackBar; eventCount: number }) {
  const y = bar.id * rowHeight + 5;
  const from = bar.from === null ? labelWidth : toX(bar.from);
  const to = bar.to === null ? labelWidth + (eventCount + 1) * columnWidth : toX(bar.to);
  return (
    <g>
      <text x={8 + bar.depth * indent} y={y + 12} className="fill-ink font-mono text-[11px]">
        {bar.dialogId.length > 18 ? `${bar.dialogId.slice(0, 17)}…` : bar.dialogId}
        <title>{bar.dialogId}</title>
      </text>
      <rect x={from} y={y} width={Math.max(to - from, 6)} height={16} rx={4} className="fill-scope-dialog/25 stroke-scope-dialog" />
      {bar.steps.map(({ at, name }) => (
        <circle key={at} cx={toX(at)} cy={y + 8} r={4} className="fill-scope-dialog">
          <title>{name}</title>
        </circle>
      ))}
      {bar.end && bar.to !== null && (
        <text x={toX(bar.to)} y={y + 12} textAnchor="middle" className={bar.end === "ended" ? "fill-ink text-xs" : "fill-removed text-xs"}>
          {endSigns[bar.end]}
          <title>{bar.end}</title>
        </text>
      )}
    </g>
  );
}
