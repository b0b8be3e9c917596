"use client";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { channelName, type LinkEvidence, linkEvidence, type PersonDetail, type PersonSummary } from "@/lib/model";
import { evidenceNames } from "./link-words";
import { findPeople } from "./person-calls";
import { peopleKey } from "./use-people-list";
import { usePersonChanges } from "./use-person";

type LinkDialogProps = { person: PersonDetail; onClose: () => void };

/** Says that somebody else in the list is this human too. */
export function LinkDialog({ person, onClose }: LinkDialogProps) {
  const [query, setQuery] = useState(person.isMasked ? "" : person.name);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [evidence, setEvidence] = useState<LinkEvidence | "">("");
  const [note, setNote] = useState("");
  const { people, error } = useOthers(person.personId, query);
  const { link } = usePersonChanges(person.personId);
  const chosen = people.find(({ personId }) => personId === chosenId);
  const identityId = chosen?.identities[0]?.identityId;
  const save = () => {
    if (identityId !== undefined && evidence !== "") link.mutate({ identityId, evidence, note }, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Link another identity"
      description="Both will stand on this page. What is remembered stays where it is, and the link can be taken back."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={identityId === undefined || evidence === "" || link.isPending} onClick={save}>
            Link
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <TextField
          label="Who is it?"
          type="search"
          placeholder="Name, id or a remembered value"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {error && <ErrorNote title="The search failed" detail={problemSentence(error)} />}
        <fieldset className="relative max-h-48 overflow-y-auto rounded-md border border-line">
          <legend className="sr-only">People who match</legend>
          {people.length === 0 && <p className="px-3 py-2 text-sm text-muted">Nobody else matches.</p>}
          {people.map((other) => (
            <label
              key={other.personId}
              className="flex cursor-pointer items-start gap-2 border-b border-line px-3 py-2 text-sm last:border-b-0 hover:bg-hover"
            >
              <input
                type="radio"
                name="person"
                className="mt-1"
                checked={other.personId === chosenId}
                onChange={() => setChosenId(other.personId)}
              />
              <span className="min-w-0">
                <span className="font-medium">{other.name}</span>
                <span className="block text-xs break-all text-muted">{idsOf(other)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Select label="How do you know?" value={evidence} onChange={(event) => setEvidence(event.target.value as LinkEvidence)}>
          <option value="" disabled>
            Choose the evidence
          </option>
          {linkEvidence.map((one) => (
            <option key={one} value={one}>
              {evidenceNames[one]}
            </option>
          ))}
        </Select>
        <TextField label="Note" maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        {link.error && <ErrorNote title="Not linked" detail={problemSentence(link.error)} />}
      </div>
    </Dialog>
  );
}

const nobody: PersonSummary[] = [];
const maxShown = 20;

function useOthers(personId: string, typed: string): { people: PersonSummary[]; error: Error | null } {
  const query = useDeferredValue(typed.trim());
  const { data, error } = useQuery({
    queryKey: [...peopleKey, "link", query],
    queryFn: ({ signal }) => findPeople({ query }, { cursor: null, signal }),
    enabled: query !== "",
    placeholderData: (before) => before,
  });
  const people = query === "" ? nobody : (data?.people ?? nobody);
  return { people: people.filter((one) => one.personId !== personId).slice(0, maxShown), error };
}

function idsOf({ identities }: PersonSummary): string {
  return identities.map(({ channelId, userId }) => `${channelName(channelId)}: ${userId}`).join(", ");
}
