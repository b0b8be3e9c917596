"use client";
import { UserRoundX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { ApiProblem, problemSentence } from "@/components/api/api-problem";
import { PersonMasking } from "@/components/masking/person-masking";
import { useMaskingVersion } from "@/components/masking/use-masking-version";
import { PersonRequests } from "@/components/privacy/requests/person-requests";
import { PersonStanding } from "@/components/privacy/standing/person-standing";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import type { PersonDetail } from "@/lib/model";
import { FactList } from "./fact-list";
import { NamedItems } from "./named-items";
import { PersonConversations } from "./person-conversations";
import { PersonHeader } from "./person-header";
import { PersonIdentities } from "./person-identities";
import { PersonNotes } from "./person-notes";
import { personUrl } from "./person-url";
import { usePerson, useSetPerson } from "./use-person";

/** One person: what the bots remember of them, in words, and where it stands. */
export function PersonPage({ personId }: { personId: string }) {
  const { data: person, error, refetch } = usePerson(personId);
  const maskingVersion = useMaskingVersion();
  useForwarding(personId, person);
  const isGone = error instanceof ApiProblem && error.code === "person_not_found";
  return (
    <div className="relative min-h-0 grow overflow-y-auto bg-raised">
      <div className="mx-auto w-full max-w-7xl px-4 py-5">
        {isGone && <NobodyHere />}
        {error && !isGone && <ErrorNote title="This person did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
        {!person && !error && <Spinner label="Loading this person" isLabelShown />}
        {person && !isGone && <Person key={maskingVersion} person={person} />}
      </div>
    </div>
  );
}

function Person({ person }: { person: PersonDetail }) {
  return (
    <>
      <PersonHeader person={person} />
      <PersonMasking person={person} />
      <PersonStanding personId={person.personId} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <FactList person={person} />
          <NamedItems person={person} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <PersonRequests person={person} />
          <PersonNotes personId={person.personId} />
          <PersonConversations person={person} />
          <PersonIdentities person={person} />
        </div>
      </div>
    </>
  );
}

/** Who was linked to somebody else has their page there: the address becomes that page's. */
function useForwarding(address: string, person: PersonDetail | undefined): void {
  const router = useRouter();
  const setPerson = useSetPerson();
  useEffect(() => {
    if (!person || person.personId === address) return;
    setPerson(person);
    router.replace(personUrl(person.personId));
    toast({ message: `This identity was linked to ${person.isMasked ? "another person" : person.name}, whose page this is.` });
  }, [address, person, router, setPerson]);
}

function NobodyHere() {
  return (
    <EmptyState
      title="Nobody has this address"
      icon={<UserRoundX className="size-8" />}
      actions={
        <PageLink href="/people" className={buttonClass("primary")}>
          All people
        </PageLink>
      }
    >
      No bot that runs here knows anybody under it.
    </EmptyState>
  );
}
