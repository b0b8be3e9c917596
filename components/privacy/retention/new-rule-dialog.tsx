"use client";
import { useState } from "react";
import { useBots } from "@/components/api/queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { RetentionRule, ShownRule } from "@/lib/model";
import { makeRule, type RuleDraft } from "./make-rule";
import { basisWords, storeWords } from "./retention-words";

type NewRuleDialogProps = { onAdd: (rule: ShownRule) => void; onClose: () => void };

const empty: RuleDraft = { store: "user", botId: "", pattern: "", category: "", basis: "lastTurn", days: "", action: "delete" };

/** One more rule, which counts once the rules are saved. */
export function NewRuleDialog({ onAdd, onClose }: NewRuleDialogProps) {
  const [draft, setDraft] = useState(empty);
  const set = (more: Partial<RuleDraft>) => setDraft({ ...draft, ...more });
  const made = makeRule(draft);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New rule"
      description="What is older goes at the next sweep. Where several rules meet, the shortest counts."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={made === null}
            onClick={() => {
              if (made !== null) onAdd(made);
              onClose();
            }}
          >
            Add the rule
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice label="What" words={storeWords} value={draft.store} onChange={(store) => set({ store, ...fitting(store) })} />
        <BotChoice value={draft.botId} onChange={(botId) => set({ botId })} />
        {isState(draft) && (
          <>
            <TextField
              label="Only this path"
              placeholder="/profile/email"
              maxLength={1000}
              value={draft.pattern}
              onChange={({ target }) => set({ pattern: target.value })}
            />
            <TextField
              label="Only this category"
              placeholder="health"
              maxLength={100}
              value={draft.category}
              onChange={({ target }) => set({ category: target.value })}
            />
          </>
        )}
        <TextField label="Kept, in days" type="number" min={1} value={draft.days} onChange={({ target }) => set({ days: target.value })} />
        <Choice label="Counted" words={basisFor(draft)} value={draft.basis} onChange={(basis) => set({ basis })} />
        {isState(draft) && (
          <Choice
            label="Then"
            words={{ delete: "Delete it", pseudonymise: "Replace it by a pseudonym" }}
            value={draft.action}
            onChange={(action) => set({ action })}
          />
        )}
      </div>
    </Dialog>
  );
}

type ChoiceProps<T extends string> = { label: string; words: Partial<Record<T, string>>; value: T; onChange: (value: T) => void };

function Choice<T extends string>({ label, words, value, onChange }: ChoiceProps<T>) {
  return (
    <Select label={label} value={value} onChange={({ target }) => onChange(target.value as T)}>
      {Object.entries<string | undefined>(words).map(([name, text]) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </Select>
  );
}

function BotChoice({ value, onChange }: { value: string; onChange: (botId: string) => void }) {
  const { data } = useBots();
  return (
    <Select label="Bots" value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">All in production</option>
      {data?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

const isState = ({ store }: Pick<RuleDraft, "store">): boolean => store !== "transcript" && store !== "records";

/** What was said goes by the conversation's last activity. */
function basisFor({ store }: RuleDraft): Partial<Record<RetentionRule["basis"], string>> {
  const { createdAt, ...others } = basisWords;
  return store === "transcript" ? others : { createdAt, ...others };
}

/** What is said and recorded has no paths, and is only deleted. */
function fitting(store: RuleDraft["store"]): Partial<RuleDraft> {
  return isState({ store }) ? {} : { pattern: "", category: "", action: "delete", basis: "lastTurn" };
}
