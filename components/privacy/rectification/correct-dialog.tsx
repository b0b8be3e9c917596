"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import type { AuditPurpose, CorrectionPlaces, PersonFact } from "@/lib/model";
import { correctFact, listPlaces } from "./correction-calls";
import { PlaceList } from "./place-list";

type CorrectDialogProps = {
  personId: string;
  fact: PersonFact;
  title: string;
  /** The case that asks for it, in whose history it goes; null when somebody noticed otherwise. */
  caseNumber?: string | null;
  onClose: () => void;
};

/** Corrects a value, and the same old value wherever else it stands. */
export function CorrectDialog({ personId, fact, title, caseNumber = null, onClose }: CorrectDialogProps) {
  const place = { personId, factId: fact.factId };
  const { data: found, error } = useQuery({
    queryKey: ["privacy", "places", personId, fact.factId],
    queryFn: ({ signal }) => listPlaces(place, signal),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Dialog isOpen width="md" onClose={onClose} title={`Correct “${title}”`} description="The bot reads the new value in its next turn.">
      {error && <ErrorNote title="It cannot be corrected now" detail={problemSentence(error)} />}
      {!found && !error && <Spinner label="Looking where else it stands" isLabelShown />}
      {found && <CorrectForm place={place} fact={fact} found={found} caseNumber={caseNumber} onClose={onClose} />}
    </Dialog>
  );
}

type CorrectFormProps = {
  place: { personId: string; factId: number };
  fact: PersonFact;
  found: CorrectionPlaces;
  caseNumber: string | null;
  onClose: () => void;
};

function CorrectForm({ place, fact, found, caseNumber, onClose }: CorrectFormProps) {
  const queries = useQueryClient();
  const [text, setText] = useState(String(fact.value ?? ""));
  const [reason, setReason] = useState("");
  const [purpose, setPurpose] = useState<AuditPurpose>("request");
  const [statement, setStatement] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(sameIn(found)));
  const value = toValue(text, fact);
  const kept = found.places.length - chosen.size;
  const correct = useMutation({
    mutationFn: () =>
      correctFact(place, {
        ...{ value: value ?? null, reason, purpose, statement: kept > 0 ? statement : "" },
        ...{ eTag: found.eTag, places: [...chosen], caseNumber },
      }),
    onSuccess: ({ corrected, snapshots }) => {
      toast({ message: `Corrected in ${corrected + snapshots} ${corrected + snapshots === 1 ? "place" : "places"}.` });
      onClose();
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["people"] }),
        caseNumber !== null && queries.invalidateQueries({ queryKey: ["privacy", "cases"] }),
      ]),
  });
  return (
    <div className="flex flex-col gap-3">
      <TextField label="It should be" maxLength={10_000} value={text} onChange={(event) => setText(event.target.value)} />
      {value === undefined && <p className="text-sm text-removed">The bot expects a {fact.type} here.</p>}
      {caseNumber === null && (
        <Select label="On what occasion" value={purpose} onChange={(event) => setPurpose(event.target.value as AuditPurpose)}>
          <option value="request">The person asked</option>
          <option value="complaint">A complaint</option>
          <option value="support">Support</option>
          <option value="quality">We noticed ourselves</option>
          <option value="other">Something else</option>
        </Select>
      )}
      <TextArea label="Reason" rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      <PlaceList found={found} wanted={text} chosen={chosen} onChoose={setChosen} />
      {kept > 0 && (
        <TextArea
          label="Statement beside what stays as it is"
          rows={2}
          maxLength={2000}
          value={statement}
          onChange={(event) => setStatement(event.target.value)}
        />
      )}
      {correct.error && <ErrorNote title="Not corrected" detail={problemSentence(correct.error)} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          disabled={value === undefined || value === fact.value || reason.trim() === "" || correct.isPending}
          onClick={() => correct.mutate()}
        >
          {chosen.size === 0 ? "Correct here" : `Correct in ${chosen.size + 1} places`}
        </Button>
      </div>
    </div>
  );
}

/** Chosen from the start. Texts are looked at one by one, for in them the value may mean something else. */
function sameIn({ places }: CorrectionPlaces): string[] {
  return places.filter(({ why, within }) => why === null && within === null).map(({ placeId }) => placeId);
}

/** Of the type that the bot stored; undefined where the text is none of it. */
function toValue(text: string, { type }: PersonFact): string | number | boolean | undefined {
  if (type === "number") return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
  return text;
}
