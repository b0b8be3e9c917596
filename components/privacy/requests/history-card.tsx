import { Card } from "@/components/people/card";
import { fullTime } from "@/components/ui/time-words";
import type { CaseEvent } from "@/lib/model";
import { eventWords } from "./case-words";

/** What happened to a case, the newest first. */
export function HistoryCard({ events }: { events: readonly CaseEvent[] }) {
  return (
    <Card title="History">
      <ol>
        {events.map((event) => (
          <li key={event.seq} className="flex flex-wrap gap-x-3 border-b border-line px-4 py-2 text-sm last:border-b-0">
            <span className="min-w-0 grow">{eventWords(event)}</span>
            <span className="text-xs text-muted">
              {event.by} · <time dateTime={event.at}>{fullTime(event.at)}</time>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
