"use client";
import { Badge } from "@/components/ui/badge";
import { type Marks, useConversationMarks, usePersonMarks } from "./use-standing";

/** In lists: what may not be done with somebody's data. */
export function PersonStandingBadges({ personId }: { personId: string }) {
  return <Badges marks={usePersonMarks(personId)} />;
}

export function ConversationStandingBadges({ conversationId }: { conversationId: string }) {
  return <Badges marks={useConversationMarks(conversationId)} />;
}

function Badges({ marks }: { marks: Marks | undefined }) {
  if (!marks) return null;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {marks.isRestricted && <Badge tone="bad">restricted</Badge>}
      {marks.hasObjected && <Badge tone="warning">objected</Badge>}
      {marks.isHeld && <Badge tone="accent">on hold</Badge>}
    </span>
  );
}
