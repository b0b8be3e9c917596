import { type MaskedValue, maskedText } from "@/lib/model";

const typeWords: Record<MaskedValue["$masked"], string> = { string: "text", number: "number", boolean: "true / false", null: "nothing" };

/** A value that may not be seen: its type, and neither its length nor what it says. */
export function MaskedText({ value }: { value: MaskedValue }) {
  const type = typeWords[value.$masked] ?? "value";
  return (
    <span className="text-muted" title="Hidden: this bot is marked as production, or the value is past its time">
      <span aria-hidden="true">{maskedText}</span>
      <span className="sr-only">masked</span> <span className="font-sans text-xs">{type}</span>
    </span>
  );
}
