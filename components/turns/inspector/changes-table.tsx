import { formatBytes } from "@/components/state/values/measure";
import { cx } from "@/components/ui/cx";
import { MaskedText } from "@/components/ui/masked-text";
import { ScopeDot } from "@/components/ui/scope-dot";
import { type ChangeKind, isMaskedValue, type JsonValue, jsonBytes, maskedText, type Scope, type StateChange } from "@/lib/model";
import { shortNames } from "../scope-chips";
import { headClass, Nothing, TableFrame } from "./part";
import { differenceByWords, type TextPart } from "./word-difference";

const looks: Record<ChangeKind, { sign: string; wash: string; ink: string }> = {
  added: { sign: "+", wash: "bg-added-wash", ink: "text-added" },
  changed: { sign: "~", wash: "bg-changed-wash", ink: "text-changed" },
  removed: { sign: "−", wash: "bg-removed-wash", ink: "text-removed" },
};

const longestShown = 20_000;
const inlineCharacters = 160;

/** A value as JSON: on a line when it is short, folded when it is long; what is longer still is cut, since the panels show it whole. */
function Value({ value }: { value: JsonValue | undefined }) {
  if (value === undefined) return <span className="font-sans text-muted">not there</span>;
  if (isMaskedValue(value)) return <MaskedText value={value} />;
  const text = withDots(JSON.stringify(value));
  if (text.length <= inlineCharacters) return <span className="wrap-anywhere whitespace-pre-wrap">{text}</span>;
  const whole = typeof value === "string" ? value : withDots(JSON.stringify(value, null, 2));
  return (
    <details>
      <summary className="cursor-pointer wrap-anywhere">
        {text.slice(0, 60)}… <span className="font-sans whitespace-nowrap text-muted">{formatBytes(jsonBytes(value))}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <pre tabIndex={0} className="relative mt-1 max-h-72 overflow-auto wrap-anywhere whitespace-pre-wrap">
        {whole.length > longestShown ? `${whole.slice(0, longestShown)}…` : whole}
      </pre>
    </details>
  );
}

/** Masked parts of a value are dots here too. */
function withDots(json: string): string {
  return json.replaceAll(/\{\s*"\$masked": ?"\w+"\s*\}/g, maskedText);
}

/** Sign, colour and element all say it: what is struck out is gone, what is underlined is new. */
function WordDifference({ parts }: { parts: readonly TextPart[] }) {
  return (
    <span className="wrap-anywhere whitespace-pre-wrap">
      {parts.map(({ kind, text }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have nothing but their place
        if (kind === "same") return <span key={index}>{text}</span>;
        const Tag = kind === "added" ? "ins" : "del";
        return (
          <Tag
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={index}
            className={kind === "added" ? "bg-added-wash font-semibold text-added" : "bg-removed-wash text-removed"}
          >
            {text}
          </Tag>
        );
      })}
    </span>
  );
}

function ChangeCells({ change: { before, after } }: { change: StateChange }) {
  const parts = differenceByWords(before, after);
  const cellClass = "min-w-28 px-2 py-1.5 font-mono text-xs max-md:min-w-22 max-md:px-1.5";
  if (parts) {
    return (
      <td colSpan={2} className={cellClass}>
        <WordDifference parts={parts} />
      </td>
    );
  }
  return (
    <>
      <td className={cx(cellClass, before !== undefined && "text-muted")}>
        <Value value={before} />
      </td>
      <td className={cellClass}>
        <Value value={after} />
      </td>
    </>
  );
}

/** On a phone the long name would take the room of the values. */
function ScopeName({ scope }: { scope: Scope }) {
  if (shortNames[scope] === scope) return scope;
  return (
    <>
      <span className="max-md:sr-only">{scope}</span>
      <span aria-hidden="true" className="md:hidden">
        {shortNames[scope]}
      </span>
    </>
  );
}

type ChangeRowProps = { change: StateChange; words: Record<ChangeKind, string> };

function ChangeRow({ change, words }: ChangeRowProps) {
  const { sign, wash, ink } = looks[change.kind];
  return (
    <tr className={cx("border-b border-line align-top last:border-b-0", wash)}>
      <td className={cx("px-2 py-1.5 whitespace-nowrap", ink)}>
        <span aria-hidden="true" className="font-mono">
          {sign}{" "}
        </span>
        <span className="max-md:sr-only">{words[change.kind]}</span>
      </td>
      <td className="px-2 py-1.5 whitespace-nowrap">
        <ScopeDot scope={change.scope} className="mr-1.5" />
        <ScopeName scope={change.scope} />
      </td>
      <td className="min-w-32 px-2 py-1.5 font-mono text-xs wrap-anywhere max-md:min-w-24 max-md:px-1.5">
        {change.path === "" ? "(whole)" : change.path}
      </td>
      <ChangeCells change={change} />
    </tr>
  );
}

const ownWords: Record<ChangeKind, string> = { added: "added", changed: "changed", removed: "removed" };

type ChangesTableProps = {
  changes: readonly StateChange[];
  label?: string;
  columns?: [before: string, after: string];
  /** What a kind of change is called. */
  words?: Record<ChangeKind, string>;
  nothing?: string;
};

/** Changes with the value before and after side by side; long texts as one, by words. */
export function ChangesTable({
  changes,
  label = "Changes",
  columns = ["Before", "After"],
  words = ownWords,
  nothing = "This turn changed no state.",
}: ChangesTableProps) {
  if (changes.length === 0) return <Nothing>{nothing}</Nothing>;
  return (
    <TableFrame>
      <table aria-label={label} className="w-full text-sm">
        <thead>
          <tr className={headClass}>
            <th>
              <span className="max-md:sr-only">Change</span>
            </th>
            <th>Scope</th>
            <th>Path</th>
            <th>{columns[0]}</th>
            <th>{columns[1]}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <ChangeRow key={`${change.scope} ${change.kind} ${change.path}`} change={change} words={words} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
