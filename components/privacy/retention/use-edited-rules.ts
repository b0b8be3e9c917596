import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Retention, RetentionRule, ShownRule } from "@/lib/model";
import { applyAgain, changesBetween } from "./apply-again";
import { putRetention } from "./retention-calls";

/** The rules in force with what was changed of them here, which stays when somebody else saves. */
export function useEditedRules(retention: Retention) {
  const queries = useQueryClient();
  const [base, setBase] = useState(retention);
  const [rules, setRules] = useState<readonly ShownRule[]>(retention.rules);
  const show = (shown: Retention, edited: readonly ShownRule[] = shown.rules) => {
    setBase(shown);
    setRules(edited);
  };
  const save = useMutation({
    mutationFn: (reason: string) => putRetention({ rules: rules.flatMap(toWanted), reason, version: base.version }),
    onSuccess: (saved) => {
      queries.setQueryData(["privacy", "retention"], saved);
      show(saved);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["privacy"] }),
  });
  const isChanged = JSON.stringify(rules) !== JSON.stringify(base.rules);
  if (!isChanged && !isSame(base, retention)) show(retention);
  const isOvertaken = isChanged && base.version !== retention.version;
  return {
    rules,
    isChanged,
    isValid: rules.every(({ days }) => Number.isInteger(days) && days >= 1),
    add: (rule: ShownRule) => setRules([...rules, rule]),
    change: (at: number, more: Partial<ShownRule>) => setRules(rules.map((rule, index) => (index === at ? { ...rule, ...more } : rule))),
    remove: (at: number) => setRules(rules.filter((_, index) => index !== at)),
    discard: () => show(retention),
    /** What somebody else saved meanwhile; null while nobody did. */
    overtakenBy: isOvertaken ? changesBetween(base.rules, retention.rules) : null,
    applyAgain: () => {
      save.reset();
      show(retention, applyAgain({ base: base.rules, mine: rules, theirs: retention.rules }));
    },
    save,
  };
}

function isSame(one: Retention, other: Retention): boolean {
  return one.version === other.version && JSON.stringify(one.rules) === JSON.stringify(other.rules);
}

function toWanted({ origin, label: _, ...rule }: ShownRule): RetentionRule[] {
  return origin === "policy" ? [rule] : [];
}
