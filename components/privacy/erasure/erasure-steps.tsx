import { Check } from "lucide-react";
import { cx } from "@/components/ui/cx";
import type { ErasureStep } from "@/lib/model";

const stages: { name: string; steps: readonly (ErasureStep | null)[] }[] = [
  { name: "Plan", steps: [null] },
  { name: "Approve", steps: ["planned"] },
  { name: "Erase", steps: ["approved", "erasing", "failed"] },
  { name: "Verify", steps: ["erased", "checked", "searched", "cleaned"] },
  { name: "Receipt", steps: ["verified", "done"] },
];

/** How far it has come, as five stages; the current one is named to screen readers too. */
export function ErasureSteps({ step }: { step: ErasureStep | null }) {
  const current = stages.findIndex(({ steps }) => steps.includes(step));
  return (
    <ol aria-label="Stages" className="flex flex-wrap overflow-hidden rounded-md border border-line bg-surface text-sm">
      {stages.map(({ name }, index) => {
        const isDone = index < current || step === "done";
        return (
          <li
            key={name}
            aria-current={index === current ? "step" : undefined}
            className={cx(
              "flex items-center gap-1 border-line px-3 py-1 not-first:border-l",
              isDone ? "text-added" : index === current ? "bg-selected font-semibold text-accent" : "text-muted",
            )}
          >
            {isDone && <Check aria-label="Done:" className="size-3.5" />}
            {name}
          </li>
        );
      })}
    </ol>
  );
}
