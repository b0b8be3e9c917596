import type { JsonValue } from "@/lib/model";
import { kindOfLeaf, leafKinds, readLeaf, toLeafText } from "../values/leaf-text";
import { LeafFields } from "./leaf-fields";
import { RowForm, useRowForm } from "./row-form";
import { type RowDraft, useDraft } from "./use-draft";

type LeafEditorProps = {
  draft: RowDraft;
  name: string;
  value: JsonValue;
  onSave: (value: JsonValue) => Promise<string | null>;
  onClose: () => void;
};

/** Edits a plain value where it stands. */
export function LeafEditor({ draft, name, value, onSave, onClose }: LeafEditorProps) {
  const [kind, setKind] = useDraft(draft, "kind", kindOfLeaf(value));
  const [text, setText] = useDraft(draft, "text", toLeafText(value));
  const form = useRowForm(async () => {
    const leaf = readLeaf(kind, text);
    return leaf.refusal ?? (await onSave(leaf.value));
  }, onClose);

  return (
    <RowForm label={`Edit ${name}`} form={form} onClose={onClose}>
      <LeafFields
        name={name}
        kinds={leafKinds}
        kind={kind}
        text={text}
        hasFocus
        isInvalid={form.failure !== null}
        errorId={form.errorId}
        onKind={(next) => {
          setKind(next);
          form.clear();
        }}
        onText={(next) => {
          setText(next);
          form.clear();
        }}
      />
    </RowForm>
  );
}
