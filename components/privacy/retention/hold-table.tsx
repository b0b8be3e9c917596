"use client";
import { useQuery } from "@tanstack/react-query";
import { problemSentence } from "@/components/api/api-problem";
import { personUrl } from "@/components/people/person-url";
import { Badge } from "@/components/ui/badge";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { listHolds } from "./retention-calls";

/** Every hold that stands; overdue ones first, since they are the next to be looked at. */
export function HoldTable() {
  const { data: holds, error } = useQuery({ queryKey: ["privacy", "holds"], queryFn: ({ signal }) => listHolds(signal), staleTime: 0 });
  return (
    <section aria-label="Legal holds">
      <h2 className="mb-2 text-sm font-semibold">Legal holds</h2>
      {error && <ErrorNote title="The holds did not load" detail={problemSentence(error)} />}
      {holds?.length === 0 && <p className="text-sm text-muted">Nothing is on hold.</p>}
      <ul className="flex flex-col gap-2">
        {holds?.map(({ id, matter, owner, reviewOn, isOverdue, personId, conversationId }) => (
          <li key={id} className="rounded-lg border border-line bg-surface px-4 py-2 text-sm wrap-anywhere">
            <strong className="font-semibold">{matter}</strong> · {owner} looks at it again by {reviewOn}{" "}
            {isOverdue && <Badge tone="bad">review overdue</Badge>}{" "}
            {personId !== null && (
              <PageLink href={personUrl(personId)} className="text-accent underline">
                the person
              </PageLink>
            )}
            {conversationId !== null && ` · conversation ${conversationId}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
