"use client";
import { Popover } from "@base-ui/react/popover";
import { ListFilter } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { popupClass } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { isScope, type Persona, scopeLabels, scopes } from "@/lib/model";
import { countNarrowing, noFilter, type TimelineFilter } from "./timeline-filter";

type FilterMenuProps = { filter: TimelineFilter; members: readonly Persona[]; onChange: (filter: TimelineFilter) => void };

/** What the list of turns is narrowed to, besides its kind: a scope, a place in it, slow turns, one person's. */
export function FilterMenu({ filter, members, onChange }: FilterMenuProps) {
  const count = countNarrowing(filter);
  const change = (part: Partial<TimelineFilter>) => onChange({ ...filter, ...part });
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <Button variant="ghost" size="sm" aria-label={count === 0 ? "Filter turns" : `Filter turns (${count} set)`} title="Filter turns">
            <ListFilter aria-hidden="true" className={cx("size-3.5", count === 0 ? "text-muted" : "text-accent")} />
            {count > 0 && <span className="font-semibold text-accent">{count}</span>}
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} className="z-50 outline-none">
          <Popover.Popup className={cx(popupClass, "flex w-64 flex-col gap-2.5 p-3")}>
            <Popover.Title className="text-xs font-semibold text-muted">Show only turns that…</Popover.Title>
            <Select
              label="changed"
              value={filter.scope ?? ""}
              onChange={({ target }) => change({ scope: isScope(target.value) ? target.value : null })}
            >
              <option value="">any state, or none</option>
              {scopes.map((scope) => (
                <option key={scope} value={scope}>
                  {scopeLabels[scope].toLowerCase()}
                </option>
              ))}
            </Select>
            <TextField
              label="at the path"
              placeholder="profile.name"
              value={filter.path}
              inputClassName="font-mono"
              onChange={({ target }) => change({ path: target.value })}
            />
            <TextField
              label="took longer than (ms)"
              inputMode="numeric"
              value={filter.slowerThanMs ?? ""}
              onChange={({ target }) => change({ slowerThanMs: parseMillis(target.value) })}
            />
            {members.length > 1 && (
              <Select label="are of" value={filter.userId ?? ""} onChange={({ target }) => change({ userId: target.value || null })}>
                <option value="">everybody</option>
                {members.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
            <Button size="sm" disabled={count === 0} onClick={() => onChange({ ...noFilter, kind: filter.kind })}>
              Clear
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function parseMillis(text: string): number | null {
  const digits = text.replaceAll(/\D/g, "");
  return digits === "" ? null : Number(digits);
}
