"use client";
import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { useState } from "react";
import { useMay, useMe } from "@/components/access/use-me";
import { useRefusal } from "@/components/access/use-refusal";
import { Button } from "@/components/ui/button";
import { maskedText, type PersonSummary } from "@/lib/model";
import { listUnmaskings } from "./masking-calls";
import { UnmaskDialog } from "./unmask-dialog";
import { UnmaskedNote } from "./unmasked-note";

type PersonMaskingProps = { person: Pick<PersonSummary, "personId" | "name" | "isMasked"> };

/** On a person's page: whether what production bots know of them is masked, and the way to see it. Nothing for whom only test bots know. */
export function PersonMasking({ person: { personId, name, isMasked } }: PersonMaskingProps) {
  const maySee = useMay("production.see");
  const mayNot = useRefusal("production.unmask");
  const myId = useMe()?.caller?.id;
  const { data = [] } = useQuery({
    queryKey: ["unmaskings", personId],
    queryFn: ({ signal }) => listUnmaskings(personId, signal),
    enabled: maySee,
  });
  const [isAsking, setIsAsking] = useState(false);
  const active = data.find(({ isActive, callerId }) => isActive && callerId === myId);
  const who = name === maskedText ? "this person" : name;
  if (!isMasked && !active) return null;
  return (
    <section aria-label="Masking" className="mb-5 rounded-md border border-line bg-raised px-3 py-1.5 text-sm">
      {active ? (
        <UnmaskedNote unmasking={active} who={who} />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <EyeOff aria-hidden="true" className="size-4 shrink-0 text-muted" />
          <p className="min-w-0 grow basis-64">What production bots know of this person is masked.</p>
          {mayNot === null ? (
            <Button size="sm" onClick={() => setIsAsking(true)}>
              Unmask…
            </Button>
          ) : (
            <p className="text-muted">{mayNot}</p>
          )}
        </div>
      )}
      {isAsking && <UnmaskDialog personId={personId} who={who} onClose={() => setIsAsking(false)} />}
    </section>
  );
}
