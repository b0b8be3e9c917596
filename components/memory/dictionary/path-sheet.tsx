"use client";
import { type FormEvent, useId, useMemo, useRef, useState } from "react";
import { UnlessRefused } from "@/components/access/unless-refused";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { toast } from "@/components/ui/toast";
import type { DictionaryPath } from "@/lib/model";
import { useDescribe, usePath } from "../queries";
import { pathName, scopeAudiences } from "../words";
import { ChangeEntry } from "./change-entry";
import { DescriptionFields } from "./description-fields";
import { changesOf, retentionFault, toDraft } from "./draft";
import { HintNotes } from "./hint-notes";
import { PathFacts } from "./path-facts";
import { PathPlace } from "./path-place";

type PathSheetProps = {
  botId: string;
  path: DictionaryPath;
  /** Opens the one after it; null at the end of the list. */
  onNext: (() => void) | null;
  onClose: () => void;
};

/** One fact: what people say about it, what is known about it, and who said what before. */
export function PathSheet({ botId, path, onNext, onClose }: PathSheetProps) {
  const before = useMemo(() => toDraft(path), [path]);
  const [draft, setDraft] = useState(before);
  const { mutate, isPending, error } = useDescribe(botId);
  const { data: detail } = usePath(botId, path.id);
  const labelField = useRef<HTMLInputElement>(null);
  const form = useId();
  const changes = changesOf(draft, before);
  const isUnchanged = Object.keys(changes).length === 0;
  const goOn = onNext ?? onClose;
  const refusal = useBotRefusal(botId, "production.edit");

  function save(event: FormEvent, afterwards: () => void): void {
    event.preventDefault();
    if (isUnchanged) {
      afterwards();
      return;
    }
    if (isPending || retentionFault(draft)) return;
    mutate([{ pathIds: [path.id], set: changes }], {
      onSuccess: () => {
        toast({ message: `${draft.label.trim() || pathName(path.path)} is described.` });
        afterwards();
      },
    });
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      placement="side"
      width="md"
      title={path.label ?? pathName(path.path)}
      description={<PathPlace scope={path.scope} path={path.path} />}
      initialFocus={labelField}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {onNext && refusal === null && (
            <Button disabled={isPending || isUnchanged} onClick={(event) => save(event, onClose)}>
              Save
            </Button>
          )}
          {refusal === null && (
            <Button variant="primary" type="submit" form={form} disabled={isPending}>
              {onNext ? "Save and next" : "Save"}
            </Button>
          )}
        </>
      }
    >
      <form id={form} aria-label="Description" onSubmit={(event) => save(event, goOn)} className="flex flex-col gap-4">
        <UnlessRefused reason={refusal} className="flex flex-col gap-4">
          <HintNotes hints={path.hints} onUse={(category) => setDraft({ ...draft, category })} />
          {error && <ErrorNote title="This was not saved" detail={problemSentence(error)} />}
          <DescriptionFields
            draft={draft}
            onChange={setDraft}
            unsaid="Not said"
            audience={scopeAudiences[path.scope]}
            labelField={labelField}
          />
        </UnlessRefused>
      </form>
      <h3 className="mt-5 mb-2 font-semibold">What is known</h3>
      <PathFacts path={path} detail={detail} />
      {detail && detail.history.length > 0 && (
        <>
          <h3 className="mt-5 mb-1 font-semibold">Who said what</h3>
          <ol aria-label="Changes">
            {detail.history.map((change) => (
              <ChangeEntry key={change.seq} change={change} />
            ))}
          </ol>
        </>
      )}
    </Dialog>
  );
}
