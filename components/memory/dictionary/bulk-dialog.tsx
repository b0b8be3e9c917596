"use client";
import { type FormEvent, useId, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { toast } from "@/components/ui/toast";
import type { DictionaryPath } from "@/lib/model";
import { useDescribe } from "../queries";
import { countWords, pathName } from "../words";
import { DescriptionFields } from "./description-fields";
import { changesOf, emptyDraft, retentionFault } from "./draft";

type BulkDialogProps = { botId: string; paths: readonly DictionaryPath[]; onDone: () => void; onClose: () => void };

const mostNamed = 6;

/** Says the same about several facts at once; what is left empty stays as it is in each of them. */
export function BulkDialog({ botId, paths, onDone, onClose }: BulkDialogProps) {
  const [draft, setDraft] = useState(emptyDraft);
  const { mutate, isPending, error } = useDescribe(botId);
  const form = useId();
  const changes = changesOf(draft, emptyDraft);
  const names = paths.slice(0, mostNamed).map((path) => path.label ?? pathName(path.path));
  const rest = paths.length - names.length;

  function save(event: FormEvent): void {
    event.preventDefault();
    if (isPending || retentionFault(draft) || Object.keys(changes).length === 0) return;
    mutate([{ pathIds: paths.map(({ id }) => id), set: changes }], {
      onSuccess: ({ changed }) => {
        toast({ message: `${countWords(changed, "fact is", "facts are")} described differently now.` });
        onDone();
      },
    });
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Describe ${countWords(paths.length, "fact")}`}
      description={rest > 0 ? `${names.join(", ")} and ${rest} more` : names.join(", ")}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} disabled={isPending || Object.keys(changes).length === 0}>
            Describe {countWords(paths.length, "fact")}
          </Button>
        </>
      }
    >
      <form id={form} aria-label="Description" onSubmit={save} className="flex flex-col gap-3">
        {error && <ErrorNote title="This was not saved" detail={problemSentence(error)} />}
        <p className="text-sm text-muted">What you leave empty stays as it is in each of them. A label is given to each by itself.</p>
        <DescriptionFields draft={draft} onChange={setDraft} unsaid="Leave as it is" audience="Leave as it is" hasLabel={false} />
      </form>
    </Dialog>
  );
}
