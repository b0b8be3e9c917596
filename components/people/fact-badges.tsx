import { Badge } from "@/components/ui/badge";
import type { PersonFact } from "@/lib/model";

/** What one should see at a glance of a fact. */
export function FactBadges({ fact }: { fact: PersonFact }) {
  const { label, category, isSensitive, keptIn, sharedWith, isMasked, openNotes } = fact;
  return (
    <span className="flex flex-wrap gap-1">
      {openNotes > 0 && <Badge tone="accent">{openNotes === 1 ? "1 question" : `${openNotes} questions`}</Badge>}
      {isSensitive && <Badge tone="bad">sensitive</Badge>}
      {category !== null && category !== "" && category !== "none" && <Badge>{category}</Badge>}
      {keptIn === "conversation" && sharedWith.length > 0 && <Badge tone="warning">everyone in the chat sees it</Badge>}
      {label === null && <Badge tone="warning">unclassified</Badge>}
      {isMasked && <Badge>masked</Badge>}
    </span>
  );
}
