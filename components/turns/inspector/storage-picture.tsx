import { durationText } from "@/components/ui/time-words";
import type { StorageOperation } from "@/lib/model";

const [width, rowHeight, barHeight] = [600, 14, 8];
const fills: Record<StorageOperation["kind"], string> = {
  read: "fill-scope-user",
  write: "fill-scope-dialog",
  delete: "fill-removed",
};

/** When the bot's storage worked during the turn: a row for each call, from the begin of the turn to its end. The table says it in words. */
export function StoragePicture({ operations, durationMs }: { operations: readonly StorageOperation[]; durationMs: number }) {
  const end = Math.max(durationMs, ...operations.map((operation) => operation.startedMs + operation.durationMs), 1);
  const toX = (ms: number) => (ms / end) * width;
  const height = operations.length * rowHeight;
  const busyMs = operations.reduce((sum, operation) => sum + operation.durationMs, 0);
  return (
    <figure className="mb-2">
      <svg
        role="img"
        aria-label={`${operations.length} storage operations over ${durationText(end)}, ${durationText(busyMs)} of it in storage`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="block w-full rounded border border-line bg-raised"
        style={{ height: Math.min(height, 160) }}
      >
        {operations.map(({ kind, startedMs, durationMs: lastedMs }, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: operations are told by their order
            key={index}
            x={Math.min(toX(startedMs), width - 3)}
            y={index * rowHeight + (rowHeight - barHeight) / 2}
            width={Math.max(toX(lastedMs), 3)}
            height={barHeight}
            className={fills[kind]}
          />
        ))}
      </svg>
      <figcaption aria-hidden="true" className="mt-0.5 flex justify-between font-mono text-xs text-muted">
        <span>0</span>
        <span>{durationText(end)}</span>
      </figcaption>
    </figure>
  );
}
