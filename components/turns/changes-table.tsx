import { cx } from "@/components/ui/cx";
import { ScopeDot } from "@/components/ui/scope-dot";
import type { ChangeKind, JsonValue, StateChange } from "@/lib/model";

const looks: Record<ChangeKind, { sign: string; wash: string; ink: string }> = {
  added: { sign: "+", wash: "bg-added-wash", ink: "text-added" },
  changed: { sign: "~", wash: "bg-changed-wash", ink: "text-changed" },
  removed: { sign: "−", wash: "bg-removed-wash", ink: "text-removed" },
};

const longestShown = 2000;

/** A value on one line; what is very long is cut, since the panels show it whole. */
function Value({ value, isGone }: { value: JsonValue | undefined; isGone?: boolean }) {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  const Tag = isGone ? "del" : "span";
  return <Tag className={cx("break-all", isGone && "text-muted")}>{shown}</Tag>;
}

function ChangeRow({ change }: { change: StateChange }) {
  const { sign, wash, ink } = looks[change.kind];
  return (
    <tr className={cx("border-b border-line align-top", wash)}>
      <td className={cx("px-2 py-1.5 whitespace-nowrap", ink)}>
        <span aria-hidden="true" className="font-mono">
          {sign}{" "}
        </span>
        {change.kind}
      </td>
      <td className="px-2 py-1.5 whitespace-nowrap">
        <ScopeDot scope={change.scope} className="mr-1.5" />
        {change.scope}
      </td>
      <td className="px-2 py-1.5 font-mono text-xs break-all">{change.path === "" ? "(whole)" : change.path}</td>
      <td className="px-2 py-1.5 font-mono text-xs">
        <Value value={change.before} isGone />
        {change.before !== undefined && change.after !== undefined && <span aria-hidden="true"> → </span>}
        <Value value={change.after} />
      </td>
    </tr>
  );
}

export function ChangesTable({ changes }: { changes: readonly StateChange[] }) {
  if (changes.length === 0) return <p className="text-sm text-muted">This turn changed no state.</p>;
  return (
    <div className="overflow-x-auto rounded-md border border-line">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line bg-raised text-left text-xs text-muted">
            <th className="px-2 py-1 font-medium">Change</th>
            <th className="px-2 py-1 font-medium">Scope</th>
            <th className="px-2 py-1 font-medium">Path</th>
            <th className="px-2 py-1 font-medium">Value</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <ChangeRow key={`${change.scope} ${change.kind} ${change.path}`} change={change} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
