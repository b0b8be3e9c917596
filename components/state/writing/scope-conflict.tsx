"use client";
import { cx } from "@/components/ui/cx";
import { ScopeDot } from "@/components/ui/scope-dot";
import { type JsonObject, type JsonValue, type Scope, type ScopeState, scopeLabels } from "@/lib/model";
import { describeWriter, type WriterName } from "../panels/describe-writer";
import { ValueText } from "../tree/value-text";
import { formatCount } from "../values/measure";
import { type MergeChoices, type MergePlace, type MergePlan, type MergeSide, undecided } from "./merge-plan";
import { toBase } from "./state-actions";
import type { StateWrite } from "./state-write";

type ScopeConflictProps = {
  scope: Scope;
  plan: MergePlan;
  choices: MergeChoices;
  onChoose: (path: string, side: MergeSide) => void;
  wanted: StateWrite["scopes"][Scope];
  theirs: ScopeState;
  writerName: WriterName;
};

/** The places in which two versions of a scope differ from what both had read, and what they make together. */
export function ScopeConflict({ scope, plan, choices, onChoose, wanted, theirs, writerName }: ScopeConflictProps) {
  const label = scopeLabels[scope].toLowerCase();
  return (
    <section aria-label={scopeLabels[scope]} className="pb-4">
      <h3 className="flex items-center gap-2 pb-1 font-medium">
        <ScopeDot scope={scope} /> {scopeLabels[scope]}
        <span className="text-xs font-normal text-muted">{formatCount(plan.places.length, "difference")}</span>
      </h3>
      <ul aria-label={`Differences in ${label}`} className="divide-y divide-line border-y border-line">
        {plan.places.map((place) => (
          <Place key={place.path} place={place} chosen={choices[place.path]} onChoose={onChoose} group={`${scope} ${place.path}`} />
        ))}
      </ul>
      <Version
        title="Merged"
        note={undecided(plan, choices).length > 0 ? "yours where nothing is chosen yet" : null}
        data={plan.merge(choices)}
        isOpen
      />
      <Version title="Yours" data={wanted?.data ?? null} />
      <Version title="Theirs, stored now" note={describeWriter(theirs, writerName, Date.now())} data={toBase(theirs).data} />
      <Version title="What both had read" data={wanted?.base.data ?? null} />
    </section>
  );
}

const outcomes: Record<MergePlace["changedBy"], string> = {
  mine: "changed by you, kept",
  theirs: "changed by them, kept",
  both: "changed by both: choose",
};

type PlaceProps = {
  place: MergePlace;
  chosen: MergeSide | undefined;
  onChoose: (path: string, side: MergeSide) => void;
  group: string;
};

function Place({ place: { path, base, mine, theirs, changedBy }, chosen, onChoose, group }: PlaceProps) {
  const name = path || "the whole scope";
  if (changedBy !== "both") {
    return (
      <li className="py-1.5">
        <PlaceName name={name} outcome={outcomes[changedBy]} />
        <Value label="Both read" value={base} />
        <Value label={changedBy === "mine" ? "You" : "They"} value={changedBy === "mine" ? mine : theirs} />
      </li>
    );
  }
  return (
    <li className="py-1.5">
      <fieldset>
        <legend className="contents">
          <span className="sr-only">Value of </span>
          <PlaceName name={name} outcome={outcomes.both} isClash />
        </legend>
        <Value label="Both read" value={base} />
        <Choice label="Theirs" value={theirs} group={group} isChosen={chosen === "theirs"} onChoose={() => onChoose(path, "theirs")} />
        <Choice label="Mine" value={mine} group={group} isChosen={chosen === "mine"} onChoose={() => onChoose(path, "mine")} />
      </fieldset>
    </li>
  );
}

function PlaceName({ name, outcome, isClash = false }: { name: string; outcome: string; isClash?: boolean }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span className="font-mono text-[0.78125rem] font-semibold wrap-anywhere">{name}</span>
      <span className={cx("text-xs", isClash ? "text-changed" : "text-muted")}>{outcome}</span>
    </span>
  );
}

function Value({ label, value }: { label: string; value: JsonValue | undefined }) {
  return (
    <span className="flex items-baseline gap-2 font-mono text-[0.78125rem]">
      <span className="w-20 shrink-0 font-sans text-xs text-muted">{label}</span>{" "}
      <span className="min-w-0">
        <Shown value={value} />
      </span>
    </span>
  );
}

function Shown({ value }: { value: JsonValue | undefined }) {
  return value === undefined ? <span className="font-sans text-xs text-muted">not there</span> : <ValueText value={value} />;
}

type ChoiceProps = { label: string; value: JsonValue | undefined; group: string; isChosen: boolean; onChoose: () => void };

function Choice({ label, value, group, isChosen, onChoose }: ChoiceProps) {
  return (
    <label
      className={cx(
        "-mx-2 flex items-center gap-2 rounded px-2 py-0.5 font-mono text-[0.78125rem] hover:bg-hover",
        isChosen && "bg-selected",
      )}
    >
      <span className="flex w-20 shrink-0 items-center gap-1.5 font-sans text-xs">
        <input type="radio" name={group} className="size-3.5 accent-accent" checked={isChosen} onChange={onChoose} /> {label}
      </span>{" "}
      <span className="min-w-0">
        <Shown value={value} />
      </span>
    </label>
  );
}

type VersionProps = { title: string; note?: string | null; data: JsonObject | null; isOpen?: boolean };

function Version({ title, note, data, isOpen }: VersionProps) {
  return (
    <details open={isOpen} className="mt-2 rounded-md border border-line">
      <summary className="cursor-pointer px-2 py-1 text-xs font-semibold">
        {title} {note && <span className="font-normal text-muted">{note}</span>}
      </summary>
      <section aria-label={`${title} as JSON`}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
        <pre tabIndex={0} className="relative max-h-60 overflow-auto border-t border-line bg-raised p-2 font-mono text-xs">
          {data === null ? "nothing" : JSON.stringify(data, null, 2)}
        </pre>
      </section>
    </details>
  );
}
