import { rowInputClass } from "./leaf-fields";
import { RowForm, useRowForm } from "./row-form";
import { type RowDraft, useDraft } from "./use-draft";

type NameEditorProps = { draft: RowDraft; name: string; onSave: (name: string) => Promise<string | null>; onClose: () => void };

export function NameEditor({ draft, name, onSave, onClose }: NameEditorProps) {
  const [text, setText] = useDraft(draft, "text", name);
  const form = useRowForm(() => (text === name ? null : onSave(text)), onClose);
  return (
    <RowForm label={`Rename ${name}`} form={form} onClose={onClose}>
      <input
        aria-label={`New name of ${name}`}
        aria-invalid={form.failure ? true : undefined}
        aria-describedby={form.failure ? form.errorId : undefined}
        data-first
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setText(event.target.value);
          form.clear();
        }}
        className={`${rowInputClass} w-24 min-w-20 max-w-96 grow`}
      />
    </RowForm>
  );
}
