"use client";
import { type FormEvent, useState } from "react";
import { UnlessRefused } from "@/components/access/unless-refused";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toast";
import { type ChangeProcessingRequest, type Processing, type ProcessingField, processingFields } from "@/lib/model";
import { useChangeProcessing } from "../queries";
import { noticeFields, registerFields } from "./processing-fields";

type Said = { text: string; isNotApplicable: boolean };
type Draft = Record<ProcessingField, Said>;

const nothing: Said = { text: "", isNotApplicable: false };

function toDraft(said: Processing): Draft {
  return Object.fromEntries(processingFields.map((field) => [field, { ...nothing, ...pick(said[field]) }])) as Draft;
}

function pick(entry: Processing[ProcessingField]): Partial<Said> {
  return entry ? { text: entry.text, isNotApplicable: entry.isNotApplicable } : {};
}

/** What is different; a field that was emptied is taken back. */
function changesOf(draft: Draft, before: Draft): ChangeProcessingRequest {
  const changed = processingFields.filter((field) => {
    const [one, other] = [draft[field], before[field]];
    return one.text.trim() !== other.text || one.isNotApplicable !== other.isNotApplicable;
  });
  return Object.fromEntries(
    changed.map((field) => [field, draft[field].text.trim() === "" && !draft[field].isNotApplicable ? null : draft[field]]),
  );
}

/** What people say about the processing: for the register, and for the notice. */
export function ProcessingForm({ botId, said }: { botId: string; said: Processing }) {
  const before = toDraft(said);
  const [draft, setDraft] = useState(before);
  const { mutate, isPending, error } = useChangeProcessing(botId);
  const changes = changesOf(draft, before);
  const isUnchanged = Object.keys(changes).length === 0;

  function save(event: FormEvent): void {
    event.preventDefault();
    if (isPending || isUnchanged) return;
    mutate(changes, { onSuccess: () => toast({ message: "Saved. Register and notice say it now." }) });
  }

  const group = (fields: typeof registerFields) =>
    fields.map(({ field, title, ask }) => (
      <FieldRow key={field} title={title} ask={ask} said={draft[field]} onChange={(one) => setDraft({ ...draft, [field]: one })} />
    ));
  const refusal = useBotRefusal(botId, "production.edit");
  return (
    <UnlessRefused reason={refusal}>
      <form aria-label="About the processing" onSubmit={save} className="flex flex-col gap-4">
        {error && <ErrorNote title="This was not saved" detail={problemSentence(error)} />}
        <div className="grid gap-4 lg:grid-cols-2">{group(registerFields)}</div>
        <h3 className="font-semibold">For the notice</h3>
        <div className="grid gap-4 lg:grid-cols-2">{group(noticeFields)}</div>
        <div className="sticky bottom-0 flex justify-end border-t border-line bg-canvas py-2">
          <Button variant="primary" type="submit" disabled={isPending || isUnchanged}>
            Save
          </Button>
        </div>
      </form>
    </UnlessRefused>
  );
}

type FieldRowProps = { title: string; ask: string; said: Said; onChange: (said: Said) => void };

function FieldRow({ title, ask, said: { text, isNotApplicable }, onChange }: FieldRowProps) {
  return (
    <div className="flex flex-col gap-1">
      <TextArea
        label={title}
        description={ask}
        rows={3}
        maxLength={4000}
        value={text}
        onChange={({ target }) => onChange({ text: target.value, isNotApplicable })}
      />
      <label className="flex items-center gap-2 text-sm text-muted">
        <input type="checkbox" checked={isNotApplicable} onChange={({ target }) => onChange({ text, isNotApplicable: target.checked })} />
        Does not apply<span className="sr-only">: {title}</span>
      </label>
    </div>
  );
}
