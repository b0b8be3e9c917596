"use client";
import { Select } from "@/components/ui/select";
import { protocolLogFilter } from "@/lib/model";
import type { ProtocolFilter } from "./protocol-calls";

type FilterBarProps = { filter: ProtocolFilter; onChange: (filter: ProtocolFilter) => void };

const choices = {
  party: { label: "With", options: { bot: "the bot", client: "clients", login: "the login service" } },
  direction: { label: "Who asked", options: { out: "Turnscope", in: "the others" } },
  status: { label: "Answer", options: { "2xx": "2xx", "3xx": "3xx", "4xx": "4xx", "5xx": "5xx", none: "none came" } },
} as const;

/** Which exchanges are shown. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const set = (name: keyof ProtocolFilter, value: string) => onChange(protocolLogFilter.parse({ ...filter, [name]: value || undefined }));
  return (
    <div className="flex flex-wrap gap-2">
      {(Object.keys(choices) as (keyof typeof choices)[]).map((name) => (
        <Select key={name} label={choices[name].label} value={filter[name] ?? ""} onChange={({ target }) => set(name, target.value)}>
          <option value="">all</option>
          {Object.entries(choices[name].options).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      ))}
    </div>
  );
}
