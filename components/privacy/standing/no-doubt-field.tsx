"use client";
import { useCases } from "@/components/privacy/requests/use-cases";
import { TextArea } from "@/components/ui/text-area";
import type { CaseSummary } from "@/lib/model";

type NoDoubtFieldProps = { personId: string; value: string; onChange: (noDoubt: string) => void };

/** Who objects is asked for unless an open case says it. */
export function NoDoubtField({ personId, value, onChange }: NoDoubtFieldProps) {
  const { cases } = useCases({ personId });
  if (!cases) return null;
  const known = cases.find(isKnownObjection);
  if (known) return <p className="text-sm text-muted">It belongs to case {known.number}, in which it is known who objects.</p>;
  return (
    <TextArea
      label="How do you know that it is them?"
      description="Left empty, the erasure is planned once the case says who objects. The objection stands at once."
      rows={2}
      maxLength={4000}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function isKnownObjection({ type, state }: CaseSummary): boolean {
  return type === "objection" && (state === "verified" || state === "triage" || state === "plan_ready");
}
