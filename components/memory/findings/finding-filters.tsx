"use client";
import { cx } from "@/components/ui/cx";
import { Select } from "@/components/ui/select";
import { type FindingStatus, findingRuleNames, findingRules } from "@/lib/model";
import type { FindingFilter } from "./finding-calls";

type FindingFiltersProps = {
  filter: FindingFilter;
  counts: { open: number; accepted: number } | undefined;
  onFilter: (filter: FindingFilter) => void;
};

const statusNames: Record<FindingStatus, string> = { open: "Open", accepted: "Accepted", all: "All" };

export function FindingFilters({ filter, counts, onFilter }: FindingFiltersProps) {
  const countOf = (status: FindingStatus): number | undefined =>
    counts && { open: counts.open, accepted: counts.accepted, all: counts.open + counts.accepted }[status];
  return (
    <div className="mb-3 flex flex-wrap items-end gap-2">
      <fieldset className="flex rounded-md border border-line-strong p-0.5">
        <legend className="sr-only">Which findings</legend>
        {(["open", "accepted", "all"] as const).map((status) => (
          <label
            key={status}
            className={cx(
              "cursor-pointer rounded px-2 py-0.5 text-sm has-focus-visible:outline-2 has-focus-visible:outline-focus",
              filter.status === status ? "bg-selected font-semibold text-accent" : "text-muted hover:bg-hover",
            )}
          >
            <input
              type="radio"
              name="status"
              className="sr-only"
              checked={filter.status === status}
              onChange={() => onFilter({ ...filter, status })}
            />
            {statusNames[status]} <span className="font-mono text-xs">{countOf(status)}</span>
          </label>
        ))}
      </fieldset>
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
