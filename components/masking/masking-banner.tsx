"use client";
import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { useState } from "react";
import { useRefusal } from "@/components/access/use-refusal";
import { Button } from "@/components/ui/button";
import { type ConversationMasking, type Member, maskedText } from "@/lib/model";
import { getConversationMasking } from "./masking-calls";
import { UnmaskDialog } from "./unmask-dialog";
import { UnmaskedNote } from "./unmasked-note";

type MaskingBannerProps = { conversationId: string; members: readonly Member[] };
type MaskedPerson = ConversationMasking["people"][number];

/** Above a conversation with a production bot: that its values are masked, for whom they are not, and the way to see them. */
export function MaskingBanner({ conversationId, members }: MaskingBannerProps) {
  const { data } = useQuery({
    // Somebody who joins can be unmasked too.
    queryKey: ["masking", conversationId, members.map(({ id }) => id)],
    queryFn: ({ signal }) => getConversationMasking(conversationId, signal),
  });
  const mayNot = useRefusal("production.unmask");
  const [asked, setAsked] = useState<MaskedPerson | null>(null);
  if (!data?.isProduction) return null;
  const masked = data.people.filter(({ unmasking }) => unmasking === null);
  const whoOf = ({ userId }: MaskedPerson): string => nameOf(members.find(({ id }) => id === userId)) ?? userId;
  return (
    <section aria-label="Masking" className="flex flex-col gap-1 border-b border-line bg-raised px-3 py-1.5 text-sm">
      {masked.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <EyeOff aria-hidden="true" className="size-4 shrink-0 text-muted" />
          <p className="min-w-0 grow basis-64">
            <strong className="font-semibold">Production bot: values are masked.</strong> What the bot itself sees and does is not affected.
          </p>
          {mayNot !== null && <p className="text-muted">{mayNot}</p>}
          {mayNot === null &&
            masked.map((person) => (
              <Button key={person.personId} size="sm" className="max-w-full" onClick={() => setAsked(person)}>
                <span className="truncate">Unmask {whoOf(person)}…</span>
              </Button>
            ))}
        </div>
      )}
      {data.people.map(
        (person) => person.unmasking && <UnmaskedNote key={person.personId} unmasking={person.unmasking} who={whoOf(person)} />,
      )}
      {asked && <UnmaskDialog personId={asked.personId} who={whoOf(asked)} onClose={() => setAsked(null)} />}
    </section>
  );
}

function nameOf(member: Member | undefined): string | undefined {
  return member?.name === maskedText ? undefined : member?.name;
}
