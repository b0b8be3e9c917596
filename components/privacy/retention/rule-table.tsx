"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { TextField } from "@/components/ui/text-field";
import { defaultRetention, type Retention, type RetentionRule, type ShownRule } from "@/lib/model";
import { applyAgain, changesBetween } from "./apply-again";
import { OvertakenNote } from "./overtaken-note";
import { putRetention } from "./retention-calls";
import { basisOf, ruleWords } from "./retention-words";

const NewRuleDialog = dynamic(() => import("./new-rule-dialog").then((module) => module.NewRuleDialog));

/** The rules in force, to be changed as a whole. What is not saved yet stays when somebody else saves. */
export function RuleTable({ retention }: { retention: Retention }) {
  const queries = useQueryClient();
  const [base, setBase] = useState(retention);
  const [rules, setRules] = useState<readonly ShownRule[]>(retention.rules);
  const [reason, setReason] = useState("");
  const [isAdding, setIsAdding] = useState(false);
  const show = (shown: Retention, edited: readonly ShownRule[] = shown.rules) => {
    setBase(shown);
    setRules(edited);
  };
  const save = useMutation({
    mutationFn: () => putRetention({ rules: rules.flatMap(toWanted), reason, version: base.version }),
    onSuccess: (saved) => {
      queries.setQueryData(["privacy", "retention"], saved);
      show(saved);
      setReason("");
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["privacy"] }),
  });
  const isChanged = JSON.stringify(rules) !== JSON.stringify(base.rules);
  if (!isChanged && !isSame(base, retention)) show(retention);
  const isOvertaken = isChanged && base.version !== retention.version;
  const isValid = rules.every(({ days }) => Number.isInteger(days) && days >= 1);
  const change = (at: number, more: Partial<ShownRule>) =>
    setRules(rules.map((rule, index) => (index === at ? { ...rule, ...more } : rule)));
  return (
    <section aria-label="Rules" className="flex flex-col gap-3">
      {retention.waiting && (
        <p role="status" className="rounded-md border border-line bg-changed-wash px-3 py-2 text-sm">
          {retention.waiting.effectiveFrom === null
            ? `${retention.waiting.by} proposed shorter periods: they wait for a second person, under Proposals.`
            : `Shorter periods were approved, and count from ${retention.waiting.effectiveFrom.slice(0, 16).replace("T", " ")} UTC.`}
        </p>
      )}
      {isOvertaken && (
        <OvertakenNote
          changes={changesBetween(base.rules, retention.rules)}
          onTakeTheirs={() => show(retention)}
          onApplyMine={() => {
            save.reset();
            show(retention, applyAgain({ base: base.rules, mine: rules, theirs: retention.rules }));
          }}
        />
      )}
      <div className="overflow-x-auto rounded-lg border border-line bg-surface">
        <table className="w-full text-sm">
          <caption className="sr-only">Rules of retention</caption>
          <thead>
            <tr className="border-b border-line bg-raised text-left text-xs text-muted">
              <th className="px-3 py-1.5 font-medium">What</th>
              <th className="px-3 py-1.5 font-medium">Bots</th>
              <th className="px-3 py-1.5 font-medium">Kept, in days</th>
              <th className="px-3 py-1.5 font-medium">Then</th>
              <th className="px-3 py-1.5 font-medium">On</th>
              <th className="px-3 py-1.5">
                <span className="sr-only">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, index) => (
              <RuleRow
                key={`${rule.botId ?? ""} ${rule.id}`}
                rule={rule}
                onChange={(more) => change(index, more)}
                onRemove={() => setRules(rules.filter((one) => one !== rule))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Button className="self-start" onClick={() => setIsAdding(true)}>
        Add a rule…
      </Button>
      {isAdding && <NewRuleDialog onAdd={(rule) => setRules([...rules, rule])} onClose={() => setIsAdding(false)} />}
      {isChanged && (
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-0 grow basis-64">
            <TextField
              label="Why are the rules changed?"
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          <Button onClick={() => show(retention)}>Discard</Button>
          <Button
            variant="primary"
            disabled={!isValid || isOvertaken || reason.trim() === "" || save.isPending}
            onClick={() => save.mutate()}
          >
            Save the rules
          </Button>
        </div>
      )}
      {save.error && !isOvertaken && <ErrorNote title="Not saved" detail={problemSentence(save.error)} />}
    </section>
  );
}

function isSame(one: Retention, other: Retention): boolean {
  return one.version === other.version && JSON.stringify(one.rules) === JSON.stringify(other.rules);
}

function toWanted({ origin, label: _, ...rule }: ShownRule): RetentionRule[] {
  return origin === "policy" ? [rule] : [];
}

type RuleRowProps = { rule: ShownRule; onChange: (more: Partial<ShownRule>) => void; onRemove: () => void };

/** Those that came with Turnscope are turned off, others can be taken away; what the dictionary says is changed there. */
function RuleRow({ rule, onChange, onRemove }: RuleRowProps) {
  const words = ruleWords(rule);
  const isOfDictionary = rule.origin === "dictionary";
  const isRemovable = !isOfDictionary && !defaultRetention.some(({ id }) => id === rule.id);
  return (
    <tr className="border-b border-line last:border-b-0">
      <td className="min-w-40 px-3 py-2 wrap-anywhere">{words}</td>
      <td className="px-3 py-2 text-muted">{rule.botId ?? "production"}</td>
      <td className="px-3 py-2">
        {isOfDictionary ? (
          rule.days
        ) : (
          <input
            type="number"
            min={1}
            className="w-20 rounded-md border border-line bg-surface px-2 py-1"
            aria-label={`Days: ${words}`}
            value={Number.isNaN(rule.days) ? "" : rule.days}
            onChange={(event) => onChange({ days: event.target.valueAsNumber })}
          />
        )}{" "}
        <span className="text-muted">{basisOf(rule)}</span>
      </td>
      <td className="px-3 py-2">{rule.action === "delete" ? "deleted" : "pseudonymised"}</td>
      <td className="px-3 py-2">
        {isOfDictionary ? (
          <span className="text-muted">by the dictionary</span>
        ) : (
          <input
            type="checkbox"
            aria-label={`On: ${words}`}
            checked={rule.isOn}
            onChange={(event) => onChange({ isOn: event.target.checked })}
          />
        )}
      </td>
      <td className="px-3 py-2 text-right">
        {isRemovable && (
          <Button variant="ghost" size="sm" aria-label={`Remove: ${words}`} onClick={onRemove}>
            Remove
          </Button>
        )}
      </td>
    </tr>
  );
}
