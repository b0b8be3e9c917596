import { Card } from "@/components/people/card";
import type { ErasureReceipt } from "./read-receipt";
import { storeWords } from "./store-words";

const number = new Intl.NumberFormat("en");

/** What went, store by store, in rows. */
export function ErasedStores({ receipt: { stores, tombstones } }: { receipt: ErasureReceipt }) {
  return (
    <Card title="What was erased">
      <div className="relative overflow-x-auto">
        <table className="w-full">
          <thead className="text-left text-xs text-muted">
            <tr>
              <th className="px-4 py-1.5 font-normal">Where</th>
              <th className="px-4 py-1.5 text-right font-normal">Rows deleted</th>
              <th className="px-4 py-1.5 text-right font-normal">Kept without what was theirs</th>
            </tr>
          </thead>
          <tbody>
            {stores.map(({ store, deleted, rewritten }) => (
              <tr key={store} className="border-t border-line">
                <td className="px-4 py-1.5">{storeWords(store)}</td>
                <td className="px-4 py-1.5 text-right tabular-nums">{amount(deleted)}</td>
                <td className="px-4 py-1.5 text-right tabular-nums">{amount(rewritten)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {tombstones > 0 && (
        <p className="border-t border-line px-4 py-2 text-xs text-muted">
          {number.format(tombstones)} places in the past of others say that something was erased there.
        </p>
      )}
    </Card>
  );
}

function amount(rows: number): string {
  return rows === 0 ? "–" : number.format(rows);
}
