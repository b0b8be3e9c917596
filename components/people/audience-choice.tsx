"use client";
import { Segments } from "@/components/ui/segments";
import type { PersonDetail } from "@/lib/model";

/** Everything, what everybody in a conversation can see, or what the bot alone keeps. */
export type SeenBy = "all" | "others" | "bot";

type AudienceChoiceProps = { person: PersonDetail; value: SeenBy; onChange: (value: SeenBy) => void };

/** Of all that is remembered: what is shared with others, and what is private to the person. */
export function AudienceChoice({ person, value, onChange }: AudienceChoiceProps) {
  const inDialogs = dialogCounts(person);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 text-sm">
      <Segments
        legend="Who can see it"
        choices={[
          { value: "all", label: "All", count: person.facts - inDialogs.all },
          { value: "others", label: "Shared", count: person.shared - inDialogs.others },
          { value: "bot", label: "Private", count: person.private - inDialogs.bot },
        ]}
        value={value}
        onChange={onChange}
      />
      <p className="text-xs text-muted">{meanings[value]}</p>
    </div>
  );
}

const meanings: Record<SeenBy, string> = {
  all: "Shared is what everybody in a conversation can see; private what the bot alone keeps.",
  others: "Kept for a whole conversation: everybody in it can see it, and whoever joins later.",
  bot: "Kept for this person: the bot alone sees it.",
};

/** How much of each only keeps a dialog going. */
export function dialogCounts({ inDialogs, sharedInDialogs }: PersonDetail): Record<SeenBy, number> {
  return { all: inDialogs, others: sharedInDialogs, bot: inDialogs - sharedInDialogs };
}
