import { formatBytes } from "@/components/state/values/measure";
import { ScopeDot } from "@/components/ui/scope-dot";
import type { StorageOperation } from "@/lib/model";
import { headClass, Nothing, Part, TableFrame } from "./part";
import { StoragePicture } from "./storage-picture";

type Item = StorageOperation["items"][number];

type StoragePartProps = { operations: readonly StorageOperation[]; durationMs: number | null };

/** What the bot asked of its storage, in order. */
export function StoragePart({ operations, durationMs }: StoragePartProps) {
  return (
    <Part title="Storage operations" count={operations.length} copied={operations}>
      {operations.length === 0 ? (
        <Nothing>No storage operation was recorded in this turn.</Nothing>
      ) : (
        <>
          <StoragePicture operations={operations} durationMs={durationMs ?? 0} />
          <OperationsTable operations={operations} />
        </>
      )}
    </Part>
  );
}

function OperationsTable({ operations }: { operations: readonly StorageOperation[] }) {
  return (
    <TableFrame>
      <table aria-label="Storage operations" className="w-full text-sm">
        <thead>
          <tr className={headClass}>
            <th>At</th>
            <th>Call</th>
            <th>Key</th>
            <th>eTag</th>
            <th>Size</th>
            <th>Took</th>
          </tr>
        </thead>
        {operations.map((operation, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: operations are told by their order
          <tbody key={index} className="border-b border-line last:border-b-0">
            <OperationRows operation={operation} />
          </tbody>
        ))}
      </table>
    </TableFrame>
  );
}

function OperationRows({ operation: { kind, startedMs, durationMs, items, error } }: { operation: StorageOperation }) {
  const rows: (Item | null)[] = items.length === 0 ? [null] : items;
  return rows.map((item, index) => (
    <tr key={item?.key ?? ""} className="align-top">
      <td className="px-2 py-1 font-mono text-xs whitespace-nowrap text-muted">{index === 0 && millis(startedMs)}</td>
      <td className="px-2 py-1 whitespace-nowrap">
        {index === 0 && kind}
        {index === 0 && error && <span className="block text-xs text-removed">{error}</span>}
      </td>
      <td className="min-w-48 px-2 py-1 font-mono text-xs wrap-anywhere">{item ? <ItemCell item={item} /> : "no keys"}</td>
      <td className="px-2 py-1 font-mono text-xs whitespace-nowrap">{item && <ETags item={item} />}</td>
      <td className="px-2 py-1 text-right text-xs whitespace-nowrap">{item && formatBytes(item.bytes)}</td>
      <td className="px-2 py-1 text-right font-mono text-xs whitespace-nowrap text-muted">{index === 0 && millis(durationMs)}</td>
    </tr>
  ));
}

function ItemCell({ item }: { item: Item }) {
  return (
    <>
      {item.scope && <ScopeDot scope={item.scope} className="mr-1.5" />}
      <span className="sr-only">{item.scope === null ? "unclassified" : `${item.scope} state`}: </span>
      {item.key}
      {item.written.map(({ property, value }) => (
        <span key={property} className="mt-0.5 block pl-3.5 text-muted">
          {property} = <span className="text-ink">{cut(JSON.stringify(value) ?? "null")}</span>
        </span>
      ))}
    </>
  );
}

function ETags({ item: { eTagBefore, eTagAfter } }: { item: Item }) {
  const [before, after] = [eTagBefore?.slice(0, 6) ?? "none", eTagAfter?.slice(0, 6) ?? "none"];
  const title = `before ${eTagBefore ?? "none"}, after ${eTagAfter ?? "none"}`;
  return <span title={title}>{eTagBefore === eTagAfter ? before : `${before} → ${after}`}</span>;
}

const longestValue = 300;
const cut = (text: string): string => (text.length > longestValue ? `${text.slice(0, longestValue)}…` : text);
const millis = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
