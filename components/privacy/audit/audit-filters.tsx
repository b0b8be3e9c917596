import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { type AuditAction, auditActions } from "@/lib/model";
import { actionWords } from "./action-words";

/** As the fields hold it: days, and empty texts for what is left open. */
export type ChosenEntries = { personId: string; action: AuditAction | ""; actor: string; caseNumber: string; from: string; to: string };

export const allEntries: ChosenEntries = { personId: "", action: "", actor: "", caseNumber: "", from: "", to: "" };

type AuditFiltersProps = {
  chosen: ChosenEntries;
  actors: readonly { id: string; name: string | null }[];
  onChange: (chosen: ChosenEntries) => void;
};

export function AuditFilters({ chosen, actors, onChange }: AuditFiltersProps) {
  const set = (part: Partial<ChosenEntries>) => onChange({ ...chosen, ...part });
  const isNarrowed = Object.values(chosen).some((value) => value !== "");
  return (
    <search className="mb-3 grid grid-cols-2 items-end gap-2 lg:grid-cols-[minmax(12rem,1.4fr)_minmax(9rem,1fr)_9.5rem_9rem_9rem_auto]">
      <Select label="What" value={chosen.action} onChange={({ target }) => set({ action: target.value as AuditAction | "" })}>
        <option value="">Everything</option>
        {auditActions.map((action) => (
          <option key={action} value={action}>
            {capital(actionWords[action][0])}
          </option>
        ))}
      </Select>
      <Select label="Who" value={chosen.actor} onChange={({ target }) => set({ actor: target.value })}>
        <option value="">Everybody</option>
        {actors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name ?? id}
          </option>
        ))}
      </Select>
      <TextField
        label="Case"
        placeholder="DS-2026-0001"
        value={chosen.caseNumber}
        onChange={({ target }) => set({ caseNumber: target.value })}
      />
      <TextField label="From" type="date" value={chosen.from} max={chosen.to} onChange={({ target }) => set({ from: target.value })} />
      <TextField label="To" type="date" value={chosen.to} min={chosen.from} onChange={({ target }) => set({ to: target.value })} />
      <Button disabled={!isNarrowed} onClick={() => onChange(allEntries)}>
        Show all
      </Button>
    </search>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
