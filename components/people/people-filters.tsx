"use client";
import { Search } from "lucide-react";
import { useBots } from "@/components/api/queries";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { channelName, maxQueryLength, type PersonSort } from "@/lib/model";
import type { ListedPeople } from "./use-people-list";

const sortNames: Record<PersonSort, string> = {
  "last-seen": "Last seen",
  name: "Name",
  facts: "Most facts",
  size: "Largest",
  "oldest-fact": "Oldest fact",
};

const times = [
  { days: "", name: "Any time" },
  { days: "1", name: "Last 24 hours" },
  { days: "7", name: "Last 7 days" },
  { days: "30", name: "Last 30 days" },
  { days: "365", name: "Last year" },
];

type PeopleFiltersProps = {
  listed: ListedPeople;
  /** On which there are people. */
  channels: readonly string[];
  onChange: (listed: ListedPeople) => void;
};

export function PeopleFilters({ listed, channels, onChange }: PeopleFiltersProps) {
  const bots = useBots().data ?? [];
  const set = (part: Partial<ListedPeople>) => onChange({ ...listed, ...part });
  return (
    <search className="mb-3 grid grid-cols-2 items-end gap-2 md:grid-cols-[minmax(14rem,1fr)_repeat(4,9.5rem)]">
      <div className="relative max-md:col-span-2">
        <Search aria-hidden="true" className="absolute bottom-2 left-2 size-3.5 text-muted" />
        <TextField
          label="Search"
          type="search"
          inputClassName="pl-7"
          placeholder="Name, id or any remembered value"
          maxLength={maxQueryLength}
          value={listed.query}
          onChange={(event) => set({ query: event.target.value })}
        />
      </div>
      <Select label="Bot" value={listed.botId} onChange={(event) => set({ botId: event.target.value })}>
        <option value="">Every bot</option>
        {bots.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select label="Channel" value={listed.channelId} onChange={(event) => set({ channelId: event.target.value })}>
        <option value="">Every channel</option>
        {channels.map((id) => (
          <option key={id} value={id}>
            {channelName(id)}
          </option>
        ))}
      </Select>
      <Select label="Seen" value={listed.seenDays} onChange={(event) => set({ seenDays: event.target.value })}>
        {times.map(({ days, name }) => (
          <option key={days} value={days}>
            {name}
          </option>
        ))}
      </Select>
      <Select label="Order" value={listed.sort} onChange={(event) => set({ sort: event.target.value as PersonSort })}>
        {Object.entries(sortNames).map(([sort, name]) => (
          <option key={sort} value={sort}>
            {name}
          </option>
        ))}
      </Select>
    </search>
  );
}
