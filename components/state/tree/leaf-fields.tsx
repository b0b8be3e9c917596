import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { type LeafKind, leafKindLabels } from "../values/leaf-text";

type LeafFieldsProps = {
  name: string;
  kinds: readonly LeafKind[];
  kind: LeafKind;
  text: string;
  isInvalid: boolean;
  errorId: string;
  hasFocus?: boolean;
  onKind: (kind: LeafKind) => void;
  onText: (text: string) => void;
};

const fieldClass =
  "rounded-md border border-line-strong bg-surface px-1.5 text-xs text-ink placeholder:text-muted aria-invalid:border-removed";
export const rowInputClass = cx(fieldClass, "h-6 font-mono");

/** A type and a value of that type. */
export function LeafFields({ name, kinds, kind, text, isInvalid, errorId, hasFocus = false, onKind, onText }: LeafFieldsProps) {
  const described = isInvalid ? errorId : undefined;
  return (
    <>
      <select
        aria-label={`Type of ${name}`}
        data-first={(hasFocus && !hasValueField(kind)) || undefined}
        value={kind}
        onChange={(event) => onKind(event.target.value as LeafKind)}
        className={cx(fieldClass, "h-6 shrink-0")}
      >
        {kinds.map((option) => (
          <option key={option} value={option}>
            {leafKindLabels[option]}
          </option>
        ))}
      </select>
      <ValueField {...{ name, kind, text, described, hasFocus, onText }} />
    </>
  );
}

function hasValueField(kind: LeafKind): boolean {
  return kind !== "null" && kind !== "object" && kind !== "list";
}

type ValueFieldProps = Pick<LeafFieldsProps, "name" | "kind" | "text" | "onText"> & { hasFocus: boolean; described: string | undefined };

function ValueField({ name, kind, text, described, hasFocus, onText }: ValueFieldProps) {
  // Decided once: a field that turned into another while someone types would lose the place they type at.
  const [isMultiline] = useState(() => text.includes("\n") || text.length > 80);
  const shared = { "aria-label": `Value of ${name}`, "aria-describedby": described, "aria-invalid": described ? true : undefined };
  if (!hasValueField(kind)) return null;
  if (kind === "boolean") {
    return (
      <select
        {...shared}
        data-first={hasFocus || undefined}
        value={text === "true" ? "true" : "false"}
        onChange={(event) => onText(event.target.value)}
        className={rowInputClass}
      >
        <option value="true">true</option>
        <option value="false">false</option>
      </select>
    );
  }
  if (kind === "string" && isMultiline) {
    return (
      <textarea
        {...shared}
        data-first={hasFocus || undefined}
        title="Ctrl-Enter saves"
        rows={Math.min(text.split("\n").length + Math.ceil(text.length / 60), 12)}
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.target.value)}
        className={cx(fieldClass, "min-w-32 grow py-1 font-mono")}
      />
    );
  }
  return (
    <input
      {...shared}
      data-first={hasFocus || undefined}
      autoComplete="off"
      spellCheck={false}
      inputMode={kind === "number" ? "decimal" : undefined}
      placeholder={kind === "date" ? "2027-05-02" : undefined}
      value={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => onText(event.target.value)}
      className={cx(rowInputClass, "w-24 min-w-20 max-w-96 grow")}
    />
  );
}
