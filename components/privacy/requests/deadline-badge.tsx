import { CircleAlert, CircleCheck, CirclePause, Clock, Hourglass, type LucideIcon } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { Deadline } from "@/lib/model";
import { daysLeftWords } from "./case-words";

const looks: Record<Deadline["urgency"], { tone: BadgeTone; icon: LucideIcon }> = {
  calm: { tone: "good", icon: Clock },
  soon: { tone: "warning", icon: Hourglass },
  urgent: { tone: "bad", icon: CircleAlert },
  overdue: { tone: "bad", icon: CircleAlert },
  paused: { tone: "neutral", icon: CirclePause },
  closed: { tone: "neutral", icon: CircleCheck },
};

/** How long there is still, in words, with a colour and an icon of its own. */
export function DeadlineBadge({ deadline }: { deadline: Deadline }) {
  const { tone, icon: Icon } = looks[deadline.urgency];
  return (
    <Badge tone={tone} className={deadline.urgency === "overdue" ? "font-semibold" : undefined}>
      <Icon aria-hidden="true" className="size-3.5" />
      {daysLeftWords(deadline)}
    </Badge>
  );
}
