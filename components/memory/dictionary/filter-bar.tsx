"use client";
import { Segments } from "@/components/ui/segments";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { type DictionaryScope, type DictionaryStatus, dictionaryScopes } from "@/lib/model";
import type { PathFilter } from "../queries";
import { scopeNames } from "../words";

type FilterBarProps = {
  filter: PathFilter;
  onFilter: (filter: PathFilter) => void;
  text: string;
  onText: (text: string) => void;
  counts: Record<DictionaryStatus, number>;
};

const statusNames: Record<DictionaryStatus, string> = { unclassified: "Unclassified", classified: "Described", all: "All" };
const statuses = ["unclassified", "classified", "all"] as const;

export function FilterBar({ filter, onFilter, text, onText, counts }: FilterBarProps) {
  return (
    <div className="mb-3 flex flex-wrap items-end gap-2">
      <Segments
        legend="Which facts"
        choices={statuses.map((value) => ({ value, label: statusNames[value], count: counts[value] }))}
        value={filter.status}
        onChange={(status) => onFilter({ ...filter, status })}
      />
      <Select
        label="Scope"
        isLabelHidden
        className="w-44"
        value={filter.scope ?? ""}
        onChange={({ target }) => onFilter({ ...filter, scope: toScope(target.value) })}
      >
        <option value="">Every scope</option>
        {dictionaryScopes.map((scope) => (
          <option key={scope} value={scope}>
            {scopeNames[scope]}
          </option>
        ))}
      </Select>
      <TextField
        type="search"
        label="Filter by name"
        isLabelHidden
        placeholder="Filter by name or purpose"
        className="w-56 max-sm:w-full"
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
    </div>
  );
}

function toScope(value: string): DictionaryScope | null {
  return dictionaryScopes.find((scope) => scope === value) ?? null;
}
