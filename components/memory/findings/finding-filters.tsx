"use client";
import { Segments } from "@/components/ui/segments";
import { Select } from "@/components/ui/select";
import { type FindingStatus, findingRuleNames, findingRules } from "@/lib/model";
import type { FindingFilter } from "./finding-calls";

type FindingFiltersProps = {
  filter: FindingFilter;
  counts: { open: number; accepted: number } | undefined;
  onFilter: (filter: FindingFilter) => void;
};

const statusNames: Record<FindingStatus, string> = { open: "Open", accepted: "Accepted", all: "All" };
const statuses = ["open", "accepted", "all"] as const;

export function FindingFilters({ filter, counts, onFilter }: FindingFiltersProps) {
  const countOf = (status: FindingStatus): number | undefined =>
    counts && { open: counts.open, accepted: counts.accepted, all: counts.open + counts.accepted }[status];
  return (
    <div className="mb-3 flex flex-wrap items-end gap-2">
      <Segments
        legend="Which findings"
        choices={statuses.map((value) => ({ value, label: statusNames[value], count: countOf(value) }))}
        value={filter.status}
        onChange={(status) => onFilter({ ...filter, status })}
      />
      <Select
        label="Rule"
        isLabelHidden
        className="w-80 max-sm:w-full"
        value={filter.rule ?? ""}
        onChange={({ target }) => onFilter({ ...filter, rule: findingRuleNames.find((rule) => rule === target.value) ?? null })}
      >
        <option value="">Every rule</option>
        {findingRuleNames.map((rule) => (
          <option key={rule} value={rule}>
            {findingRules[rule].title}
          </option>
        ))}
      </Select>
    </div>
  );
}
