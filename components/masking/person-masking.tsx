"use client";
import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { useState } from "react";
import { useBots } from "@/components/api/queries";
import { Button } from "@/components/ui/button";
import { listUnmaskings } from "./masking-calls";
import { UnmaskDialog } from "./unmask-dialog";
import { UnmaskedNote } from "./unmasked-note";

/** The same for a person's page. */
export function PersonMasking({ personId, who }: { personId: string; who: string }) {
  const isAnyProduction = useBots().data?.some(({ isProduction }) => isProduction) ?? false;
  const { data = [] } = useQuery({
    queryKey: ["unmaskings", personId],
    queryFn: ({ signal }) => listUnmaskings(personId, signal),
    enabled: isAnyProduction,
  });
  const [isAsking, setIsAsking] = useState(false);
  if (!isAnyProduction) return null;
  const active = data.find(({ isActive }) => isActive);
  return (
    <section aria-label="Masking" className="rounded-md border border-line bg-raised px-3 py-1.5 text-sm">
      {active ? (
        <UnmaskedNote unmasking={active} who={who} />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <EyeOff aria-hidden="true" className="size-4 shrink-0 text-muted" />
          <p className="min-w-0 grow basis-64">What production bots know of this person is masked.</p>
          <Button size="sm" onClick={() => setIsAsking(true)}>
            Unmask…
          </Button>
        </div>
      )}
      {isAsking && <UnmaskDialog personId={personId} who={who} onClose={() => setIsAsking(false)} />}
    </section>
  );
}
