import { fullTime } from "@/components/ui/time-words";
import type { Erasure } from "@/lib/model";
import { happens, storeWords } from "../receipt/store-words";

const number = new Intl.NumberFormat("en");

/** What goes, store by store, and the paths that lose something. Counts and patterns only. */
export function PlanTable({ erasure }: { erasure: Erasure }) {
  const { plan, planHash, plannedAt } = erasure;
  const { whole, shared, detached } = plan.conversations;
  return (
    <div className="min-w-0 rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-baseline gap-x-3 border-b border-line px-4 py-2">
        <h3 className="grow text-sm font-semibold">{erasure.step === "done" ? "What went" : "What will go"}</h3>
        <span className="font-mono text-xs text-muted">
          plan {planHash.slice(0, 8)} · {fullTime(plannedAt)}
        </span>
      </div>
      <p className="border-b border-line px-4 py-2 text-sm text-muted">
        {count(plan.accounts, "account")}
        {copied(plan.copies)}. {count(whole, "conversation")} without anybody else {whole === 1 ? "goes" : "go"} entirely;{" "}
        {count(shared, "conversation")} {shared === 1 ? "stays" : "stay"} for others.
        {detached > 0 && ` ${count(detached, "fork")} of others get a past of their own.`}
      </p>
      {erasure.step !== "done" && plan.copies.alike > 0 && (
        <p className="border-b border-line px-4 py-2 text-sm">
          {count(plan.copies.alike, "account")} with the same name came with files that were opened before copies were marked, and{" "}
          {plan.copies.alike === 1 ? "is" : "are"} not included. Where it is this person, link it to them and make the plan again.
        </p>
      )}
      {erasure.step !== "done" && (
        <p className="border-b border-line px-4 py-2 text-sm text-muted">
          People who never met them keep what they have: only what says by itself who this is, such as an address, a number or the full
          name, is taken out of it. That is looked for while it runs, and the receipt counts it.
        </p>
      )}
      <div className="relative overflow-x-auto">
        <table className="w-full text-sm">
          <thead className="text-left text-xs text-muted">
            <tr>
              <th className="px-4 py-1.5 font-normal">Where</th>
              <th className="px-4 py-1.5 font-normal">What happens</th>
              <th className="px-4 py-1.5 text-right font-normal">Rows</th>
            </tr>
          </thead>
          <tbody>
            {plan.stores.map((row) => (
              <tr key={row.store} className="border-t border-line">
                <td className="px-4 py-1.5">{storeWords(row.store)}</td>
                <td className="px-4 py-1.5 text-muted">{happens(row)}</td>
                <td className="px-4 py-1.5 text-right tabular-nums">{number.format(row.deleted + row.rewritten)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {plan.paths.length > 0 && (
        <details className="border-t border-line px-4 py-2 text-sm">
          <summary className="cursor-pointer">{count(plan.paths.length, "path")} that lose something</summary>
          <ul className="mt-2 flex flex-col gap-1 font-mono text-xs">
            {plan.paths.map(({ botId, scope, pattern, leaves }) => (
              <li key={`${botId} ${scope} ${pattern}`} className="flex gap-3">
                <span className="min-w-0 grow wrap-anywhere">
                  {botId} · {scope} · {pattern}
                </span>
                <span className="tabular-nums">{number.format(leaves)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** What forks and opened files call the person: whoever approves the plan sees what is taken for a copy. */
function copied({ forks, files }: Erasure["plan"]["copies"]): string {
  const found = [
    ...(forks > 0 ? [`${count(forks, "copy", "copies")} of them in ${forks === 1 ? "a fork" : "forks"}`] : []),
    ...(files > 0 ? [`${count(files, "copy", "copies")} of them in ${files === 1 ? "an opened file" : "opened files"}`] : []),
  ];
  return found.length === 0 ? "" : `, ${found.join(" and ")}`;
}

function count(amount: number, noun: string, nouns = `${noun}s`): string {
  return `${number.format(amount)} ${amount === 1 ? noun : nouns}`;
}
