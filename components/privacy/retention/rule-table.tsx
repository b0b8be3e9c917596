"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { TextField } from "@/components/ui/text-field";
import type { Retention } from "@/lib/model";
import { OvertakenNote } from "./overtaken-note";
import { RuleRow } from "./rule-row";
import { useEditedRules } from "./use-edited-rules";

const NewRuleDialog = dynamic(() => import("./new-rule-dialog").then((module) => module.NewRuleDialog));

/** The rules in force, to be changed as a whole. */
export function RuleTable({ retention }: { retention: Retention }) {
  const edited = useEditedRules(retention);
  const [isAdding, setIsAdding] = useState(false);
  return (
    <section aria-label="Rules" className="flex flex-col gap-3">
      {retention.waiting && (
        <p role="status" className="rounded-md border border-line bg-changed-wash px-3 py-2 text-sm">
          {retention.waiting.effectiveFrom === null
            ? `${retention.waiting.by} proposed shorter periods: they wait for a second person, under Proposals.`
            : `Shorter periods were approved, and count from ${retention.waiting.effectiveFrom.slice(0, 16).replace("T", " ")} UTC.`}
        </p>
      )}
      {edited.overtakenBy && <OvertakenNote changes={edited.overtakenBy} onTakeTheirs={edited.discard} onApplyMine={edited.applyAgain} />}
      <div className="relative overflow-x-auto rounded-lg border border-line bg-surface">
        <table className="w-full text-sm">
          <caption className="sr-only">Rules of retention</caption>
          <thead>
            <tr className="border-b border-line bg-raised text-left text-xs text-muted">
              <th className="px-3 py-1.5 font-medium">What</th>
              <th className="px-3 py-1.5 font-medium max-sm:hidden">Bots</th>
              <th className="px-3 py-1.5 font-medium">Kept, in days</th>
              <th className="px-3 py-1.5 font-medium max-sm:hidden">Then</th>
              <th className="px-3 py-1.5 font-medium">On</th>
            </tr>
          </thead>
          <tbody>
            {edited.rules.map((rule, index) => (
              <RuleRow
                key={`${rule.botId ?? ""} ${rule.id}`}
                rule={rule}
                onChange={(more) => edited.change(index, more)}
                onRemove={() => edited.remove(index)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Button className="self-start" onClick={() => setIsAdding(true)}>
        Add a rule…
      </Button>
      {isAdding && <NewRuleDialog onAdd={edited.add} onClose={() => setIsAdding(false)} />}
      {edited.isChanged && <SaveRules edited={edited} />}
      {edited.save.error && edited.overtakenBy === null && <ErrorNote title="Not saved" detail={problemSentence(edited.save.error)} />}
    </section>
  );
}

function SaveRules({ edited }: { edited: ReturnType<typeof useEditedRules> }) {
  const [reason, setReason] = useState("");
  const isReady = edited.isValid && edited.overtakenBy === null && reason.trim() !== "" && !edited.save.isPending;
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-0 grow basis-64">
        <TextField label="Why are the rules changed?" maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} />
      </div>
      <Button onClick={edited.discard}>Discard</Button>
      <Button variant="primary" disabled={!isReady} onClick={() => edited.save.mutate(reason)}>
        Save the rules
      </Button>
    </div>
  );
}
