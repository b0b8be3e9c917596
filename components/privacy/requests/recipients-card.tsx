"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Card } from "@/components/people/card";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { type CaseDetail, type CaseRecipient, endStates, type RecipientState, recipientStates } from "@/lib/model";
import { recipientNames } from "./case-words";
import type { CaseChanges } from "./use-cases";

type RecipientsCardProps = { found: CaseDetail; changes: CaseChanges };

/** Who received the data and must hear of it (Art. 19), one by one; nothing where that does not apply and nobody was named. */
export function RecipientsCard({ found: { recipients, type, state, openRecipients }, changes }: RecipientsCardProps) {
  const [name, setName] = useState("");
  const isClosed = endStates.includes(state);
  const applies = type === "rectification" || type === "erasure" || type === "restriction";
  if (!applies && recipients.length === 0) return null;
  const { putRecipient } = changes;
  return (
    <Card title={`Recipients · ${openRecipients} to be told`}>
      <p className="px-4 py-3 text-xs text-muted">
        Whoever received the data is told what was corrected, erased or restricted (Art. 19). The case cannot be closed before.
      </p>
      <ul>
        {recipients.map((one) => (
          <RecipientRow key={`${one.id} ${one.at}`} one={one} isClosed={isClosed} changes={changes} />
        ))}
      </ul>
      {putRecipient.error && <ErrorNote className="m-3" title="Not saved" detail={problemSentence(putRecipient.error)} />}
      {!isClosed && (
        <form
          className="flex flex-wrap items-end gap-2 border-t border-line px-4 py-3"
          onSubmit={(event) => {
            event.preventDefault();
            putRecipient.mutate({ name }, { onSuccess: () => setName("") });
          }}
        >
          <TextField
            label="Another recipient"
            className="min-w-48 grow"
            maxLength={300}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Button type="submit" disabled={name.trim() === "" || putRecipient.isPending}>
            Add
          </Button>
        </form>
      )}
    </Card>
  );
}

function RecipientRow({ one, isClosed, changes: { putRecipient } }: { one: CaseRecipient; isClosed: boolean; changes: CaseChanges }) {
  const [state, setState] = useState<RecipientState>(one.state);
  const [detail, setDetail] = useState(one.detail);
  const isChanged = state !== one.state || detail !== one.detail;
  if (isClosed) {
    return (
      <li className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5 text-sm last:border-b-0">
        <span className="min-w-0 grow">{one.name}</span>
        <Badge tone={one.state === "told" ? "good" : "neutral"}>{recipientNames[one.state]}</Badge>
        {one.detail && <span className="basis-full text-xs text-muted">{one.detail}</span>}
      </li>
    );
  }
  return (
    <li className="grid items-end gap-2 border-b border-line px-4 py-2.5 text-sm last:border-b-0 sm:grid-cols-[minmax(0,1fr)_9rem_minmax(0,1fr)_auto]">
      <span className="self-center font-medium">{one.name}</span>
      <Select
        label={`How ${one.name} stands`}
        isLabelHidden
        value={state}
        onChange={({ target }) => setState(target.value as RecipientState)}
      >
        {recipientStates.map((each) => (
          <option key={each} value={each}>
            {recipientNames[each]}
          </option>
        ))}
      </Select>
      <TextField
        label={`How or why, for ${one.name}`}
        isLabelHidden
        placeholder={state === "impossible" ? "Why it is impossible" : "How they were told"}
        maxLength={1000}
        value={detail}
        onChange={({ target }) => setDetail(target.value)}
      />
      <Button disabled={!isChanged || putRecipient.isPending} onClick={() => putRecipient.mutate({ id: one.id, state, detail })}>
        Save
      </Button>
    </li>
  );
}
