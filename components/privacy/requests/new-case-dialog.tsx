"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { findPeople } from "@/components/people/person-calls";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { channelName, dayOf, type Jurisdiction, maxQueryLength, type PersonSummary, type RequestType, requestTypes } from "@/lib/model";
import { caseUrl } from "./case-url";
import { typeMeanings, typeNames } from "./case-words";
import { useOpenCase } from "./use-cases";

type NewCaseDialogProps = { person?: { personId: string; name: string }; onClose: () => void };

/** Opens a case: what is asked, by whom, since when. */
export function NewCaseDialog({ person, onClose }: NewCaseDialogProps) {
  const [type, setType] = useState<RequestType>("access");
  const [personId, setPersonId] = useState<string | null>(person?.personId ?? null);
  const [receivedOn, setReceivedOn] = useState(() => dayOf(new Date()));
  const [jurisdiction, setJurisdiction] = useState<Jurisdiction>("eu");
  const [asked, setAsked] = useState("");
  const [router, open] = [useRouter(), useOpenCase()];
  const save = () => {
    if (personId === null) return;
    open.mutate({ type, personId, receivedOn, jurisdiction, asked }, { onSuccess: ({ number }) => router.push(caseUrl(number)) });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New request"
      description="From the day it came in, there is a month to answer. All accounts of the person are covered."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={personId === null || open.isPending} onClick={save}>
            Open the case
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Select
          label="What do they ask for?"
          description={typeMeanings[type]}
          value={type}
          onChange={({ target }) => setType(target.value as RequestType)}
        >
          {requestTypes.map((one) => (
            <option key={one} value={one}>
              {typeNames[one]}
            </option>
          ))}
        </Select>
        {person ? (
          <p className="text-sm">
            About <span className="font-semibold">{person.name}</span>
          </p>
        ) : (
          <PersonChoice personId={personId} onChoose={setPersonId} />
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label="Received on"
            type="date"
            max={dayOf(new Date())}
            value={receivedOn}
            onChange={({ target }) => setReceivedOn(target.value)}
          />
          <Select label="By the law of" value={jurisdiction} onChange={({ target }) => setJurisdiction(target.value as Jurisdiction)}>
            <option value="eu">the European Union</option>
            <option value="uk">the United Kingdom</option>
          </Select>
        </div>
        <TextArea label="In their words" rows={3} maxLength={4000} value={asked} onChange={({ target }) => setAsked(target.value)} />
        {open.error && <ErrorNote title="Not opened" detail={problemSentence(open.error)} />}
      </div>
    </Dialog>
  );
}

const nobody: PersonSummary[] = [];
const maxShown = 20;

function PersonChoice({ personId, onChoose }: { personId: string | null; onChoose: (personId: string) => void }) {
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const { data, error } = useQuery({
    queryKey: ["people", "case", query],
    queryFn: ({ signal }) => findPeople({ query }, { cursor: null, signal }),
    enabled: query !== "",
    placeholderData: (before) => before,
  });
  const people = query === "" ? nobody : (data?.people ?? nobody).slice(0, maxShown);
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label="Who is it?"
        type="search"
        placeholder="Name, id or anything a bot remembers of them"
        maxLength={maxQueryLength}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {error && <ErrorNote title="The search failed" detail={problemSentence(error)} />}
      {query !== "" && (
        <fieldset className="relative max-h-44 overflow-y-auto rounded-md border border-line">
          <legend className="sr-only">People who match</legend>
          {people.length === 0 && <p className="px-3 py-2 text-sm text-muted">Nobody matches.</p>}
          {people.map((one) => (
            <label
              key={one.personId}
              className="flex cursor-pointer items-start gap-2 border-b border-line px-3 py-2 text-sm last:border-b-0 hover:bg-hover"
            >
              <input
                type="radio"
                name="person"
                className="mt-1"
                checked={one.personId === personId}
                onChange={() => onChoose(one.personId)}
              />
              <span className="min-w-0">
                <span className="font-medium">{one.name}</span>
                <span className="block text-xs break-all text-muted">
                  {one.identities.map(({ channelId, userId }) => `${channelName(channelId)}: ${userId}`).join(", ")}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
