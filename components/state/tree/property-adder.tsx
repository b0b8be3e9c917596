import type { JsonValue } from "@/lib/model";
import { leafKinds, readLeaf } from "../values/leaf-text";
import { LeafFields, rowInputClass } from "./leaf-fields";
import { RowForm, useRowForm } from "./row-form";
import { type RowDraft, useDraft } from "./use-draft";

type PropertyAdderProps = {
  draft: RowDraft;
  /** What it is added to, in words. */
  place: string;
  /** Items of a list have no name. */
  isList: boolean;
  takenNames: readonly string[];
  onSave: (name: string, value: JsonValue) => Promise<string | null>;
  onClose: () => void;
};

export function PropertyAdder({ draft, place, isList, takenNames, onSave, onClose }: PropertyAdderProps) {
  const [name, setName] = useDraft(draft, "name", "");
  const [kind, setKind] = useDraft(draft, "kind", "string");
  const [text, setText] = useDraft(draft, "text", "");
  const form = useRowForm(async () => {
    if (!isList && takenNames.includes(name)) return `"${name}" is already there. Choose another name, or edit the value it has.`;
    if (!isList && name === "") return "Give the property a name.";
    const leaf = readLeaf(kind, text);
    return leaf.refusal ?? (await onSave(name, leaf.value));
  }, onClose);
  const described = form.failure ? form.errorId : undefined;

  return (
    <RowForm label={isList ? `Add an item to ${place}` : `Add a property to ${place}`} form={form} onClose={onClose}>
      {!isList && (
        <input
          aria-label="Name of the new property"
          aria-describedby={described}
          aria-invalid={described ? true : undefined}
          data-first
          autoComplete="off"
          spellCheck={false}
          placeholder="name"
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            form.clear();
          }}
          className={`${rowInputClass} w-28 min-w-20`}
        />
      )}
      <LeafFields
        name={isList ? "the new item" : "the new property"}
        kinds={leafKinds}
        kind={kind}
        text={text}
        hasFocus={isList}
        isInvalid={form.failure !== null}
        errorId={form.errorId}
        onKind={setKind}
        onText={(next) => {
          setText(next);
          form.clear();
        }}
      />
    </RowForm>
  );
}
