import { Check, X } from "lucide-react";
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";

/** Null when it was saved or handed on to another dialog; otherwise a sentence that says why not. */
export type Submit = () => string | null | Promise<string | null>;

export type RowFormState = {
  failure: string | null;
  /** The id of the sentence, for aria-describedby of the field that is wrong. */
  errorId: string;
  isSaving: boolean;
  clear: () => void;
  submit: () => Promise<void>;
};

export function useRowForm(onSubmit: Submit, onClose: () => void): RowFormState {
  const errorId = useId();
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  return {
    failure,
    errorId,
    isSaving,
    clear: () => setFailure(null),
    submit: async () => {
      if (isSaving) return;
      setSaving(true);
      const failed = await onSubmit();
      setSaving(false);
      setFailure(failed);
      if (failed === null) onClose();
    },
  };
}

type RowFormProps = { label: string; form: RowFormState; onClose: () => void; children: ReactNode };

/** A small form in a row: Enter saves, Escape leaves everything as it was. The field marked `data-first` has focus when it opens. */
export function RowForm({ label, form, onClose, children }: RowFormProps) {
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    element.current?.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => {
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void form.submit();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Keys typed into a field are no commands of the tree around it.
    event.stopPropagation();
    if (event.key === "Escape") onClose();
    const isInText = event.target instanceof HTMLTextAreaElement && (event.ctrlKey || event.metaKey);
    if (event.key === "Enter" && (isInText || event.target instanceof HTMLSelectElement)) onSubmit(event);
  }

  return (
    <form
      ref={element}
      aria-label={label}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      className="w-full min-w-0 py-0.5 font-sans"
    >
      <div className="flex flex-wrap items-center gap-1">
        {children}
        <span className="flex">
          <IconButton type="submit" size="sm" label="Save" title="Save (Enter)" disabled={form.isSaving}>
            <Check aria-hidden="true" className="size-3.5 text-added" />
          </IconButton>
          <IconButton size="sm" label="Cancel" title="Cancel (Escape)" onClick={onClose}>
            <X aria-hidden="true" className="size-3.5" />
          </IconButton>
        </span>
      </div>
      {form.failure && (
        <p id={form.errorId} role="alert" className="pt-0.5 text-xs text-removed">
          {form.failure}
        </p>
      )}
    </form>
  );
}
