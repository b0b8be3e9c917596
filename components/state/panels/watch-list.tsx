import { PinOff } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { ScopeDot } from "@/components/ui/scope-dot";
import { type AllScopes, getAtPath, isJsonObject, type JsonValue, parsePointer, type Scope } from "@/lib/model";
import { ChangeLabel, changeWashes } from "../tree/change-label";
import type { ChangeMarks } from "../tree/change-marks";
import { ValueText } from "../tree/value-text";
import type { Pin, Pins } from "./use-pins";

type WatchListProps = {
  pins: Pins;
  state: AllScopes;
  marks: Record<Scope, ChangeMarks>;
  onReveal: (scope: Scope, pointer: string) => void;
};

/** Pinned fields of all scopes, always in sight above the panels. */
export function WatchList({ pins, state, marks, onReveal }: WatchListProps) {
  if (pins.list.length === 0) return null;
  return (
    <section aria-label="Watch list" className="relative max-h-40 shrink-0 overflow-y-auto border-b border-line bg-raised py-1">
      <ul>
        {pins.list.map((pin) => (
          <WatchedField
            key={pin.scope + pin.path}
            pin={pin}
            value={valueAt(state, pin)}
            marks={marks[pin.scope]}
            onReveal={() => onReveal(pin.scope, pin.path)}
            onUnpin={() => pins.toggle(pin.scope, pin.path)}
          />
        ))}
      </ul>
    </section>
  );
}

type WatchedFieldProps = { pin: Pin; value: JsonValue | undefined; marks: ChangeMarks; onReveal: () => void; onUnpin: () => void };

function WatchedField({ pin, value, marks, onReveal, onUnpin }: WatchedFieldProps) {
  const change = marks.at.get(pin.path) ?? [...marks.removedFrom.values()].flat().find((removed) => removed.path === pin.path);
  const isGone = value === undefined;
  return (
    <li className={cx("flex items-start gap-2 pr-1 pl-3 font-mono text-[0.78125rem] leading-6", change && changeWashes[change.kind])}>
      <span className="sr-only">{pin.scope} state</span>
      <ScopeDot scope={pin.scope} className="mt-2" />
      <button
        type="button"
        title={`Show ${pin.path} in ${pin.scope} state`}
        disabled={isGone}
        onClick={onReveal}
        className="max-w-[50%] truncate rounded text-left enabled:hover:underline"
      >
        {pin.path.slice(1)}
      </button>
      <span className="min-w-0 grow truncate [&_span]:whitespace-nowrap">
        {change?.kind === "changed" && change.before !== undefined && (
          <>
            <ValueText value={change.before} isStruck />{" "}
          </>
        )}
        {isGone ? <span className="font-sans text-xs text-muted">not there now</span> : <ValueText value={value} />}
      </span>
      {change && <ChangeLabel kind={change.kind} />}
      <IconButton size="sm" label={`Unpin ${pin.path}`} onClick={onUnpin}>
        <PinOff aria-hidden="true" className="size-3.5 text-muted" />
      </IconButton>
    </li>
  );
}

function valueAt(state: AllScopes, { scope, path }: Pin): JsonValue | undefined {
  const { data } = state[scope];
  return isJsonObject(data) && isPointer(path) ? getAtPath(data, parsePointer(path)) : undefined;
}

/** The watch list comes from the browser's storage, where anything may stand. */
function isPointer(path: string): boolean {
  return path.startsWith("/") && !/~(?![01])/.test(path);
}
