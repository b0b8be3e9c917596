"use client";
import { lazy, Suspense, useDeferredValue, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { isEqualJson, type JsonObject, type Scope, type ScopeState, scopeLabels } from "@/lib/model";
import { lineAndColumn, readJsonText } from "../values/read-json-text";
import { offsetOfPath } from "./offset-of-path";
import { type ScopeBase, toBase } from "./state-actions";

const JsonEditor = lazy(() => import("./json-editor").then((module) => ({ default: module.JsonEditor })));

/** A scope being edited as text. `base` is what was stored when the text was made. */
export type JsonEditing = {
  scope: Scope;
  base: ScopeBase;
  data: JsonObject;
  /** Where the cursor stands at first. */
  path: readonly string[];
  /** `data` is an edit that could not be saved, not what is stored. */
  isUnsaved?: boolean;
};

type JsonDialogProps = {
  editing: JsonEditing;
  /** The scope as it is now. */
  state: ScopeState;
  /** Answers a sentence when it could not be saved. */
  onSave: (data: JsonObject) => Promise<string | null>;
  onClose: () => void;
};

export function JsonDialog({ editing, state, onSave, onClose }: JsonDialogProps) {
  const { scope, base, data, path, isUnsaved = false } = editing;
  const name = scopeLabels[scope].toLowerCase();
  const initialText = useMemo(() => JSON.stringify(data, null, 2), [data]);
  const [text, setText] = useState(initialText);
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const focusTarget = useRef<HTMLElement>(null);
  const read = useMemo(() => readJsonText(text), [text]);
  const shownFault = useDeferredValue(read.fault);
  const hasMovedOn = !isEqualJson(toBase(state).data, base.data);

  async function save(): Promise<void> {
    if (!read.data || isSaving) return;
    setSaving(true);
    const sentence = await onSave(read.data);
    setSaving(false);
    setFailure(sentence);
    if (sentence === null) onClose();
  }

  const close = () => ((text === initialText && !isUnsaved) || isLeaving ? onClose() : setLeaving(true));
  const footer = isLeaving ? (
    <LeaveQuestion onStay={() => setLeaving(false)} onLeave={onClose} />
  ) : (
    <>
      <Button onClick={close}>Cancel</Button>
      <Button variant="primary" disabled={!read.data || isSaving} onClick={() => void save()}>
        Save {name}
      </Button>
    </>
  );

  return (
    <Dialog
      isOpen
      onClose={close}
      width="lg"
      title={`Edit ${name}`}
      description="The whole scope as JSON. Ctrl-Enter saves."
      initialFocus={focusTarget}
      footer={footer}
    >
      <Suspense fallback={<Spinner label="Loading the editor" isLabelShown className="min-h-48" />}>
        <JsonEditor
          label={`${scopeLabels[scope]} as JSON`}
          initialText={initialText}
          initialOffset={offsetOfPath(initialText, path)}
          focusTarget={focusTarget}
          onText={(next) => {
            setText(next);
            setFailure(null);
          }}
          onSave={() => void save()}
        />
      </Suspense>
      <div className="min-h-6 pt-2 text-sm" aria-live="polite">
        {shownFault ? <Fault text={text} from={shownFault.from} sentence={shownFault.sentence} /> : null}
        {!shownFault && hasMovedOn && <p className="text-changed">The {name} has changed since you began. Saving will show you both.</p>}
      </div>
      {failure && <ErrorNote title="Not saved" detail={failure} />}
    </Dialog>
  );
}

function Fault({ text, from, sentence }: { text: string; from: number; sentence: string }) {
  const { line, column } = lineAndColumn(text, from);
  return (
    <p className="text-removed">
      Line {line}, column {column}: {sentence}
    </p>
  );
}

function LeaveQuestion({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  return (
    <>
      <p role="alert" className="mr-auto text-sm">
        Leave without saving your changes?
      </p>
      <Button onClick={onStay}>Go on editing</Button>
      <Button variant="danger" onClick={onLeave}>
        Leave
      </Button>
    </>
  );
}
