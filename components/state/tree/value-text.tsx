import { cx } from "@/components/ui/cx";
import { ErasedText } from "@/components/ui/erased-text";
import { MaskedText } from "@/components/ui/masked-text";
import { isMaskedValue, type JsonValue } from "@/lib/model";
import { describeDate, isDateText } from "../values/leaf-text";
import { containerBytes, describeContainer, formatBytes } from "../values/measure";
import { isContainer } from "../values/search-values";
import { isErasedValue } from "../values/with-erased";
import { Highlight } from "./highlight";

/** Longer text is cut in a row and shown in full on demand. */
const longTextCharacters = 120;
/** Beyond this a row would freeze the page; the value can still be copied or edited as JSON. */
const maxShownCharacters = 20_000;

type ValueTextProps = { value: JsonValue; query?: string | null; isFull?: boolean; isStruck?: boolean };

export function ValueText({ value, query = null, isFull = false, isStruck = false }: ValueTextProps) {
  if (isMaskedValue(value)) return <MaskedText value={value} />;
  if (isErasedValue(value)) return <ErasedText words={value.$erased} />;
  if (isContainer(value)) return <ContainerText value={value} isStruck={isStruck} />;
  // In full view a text shows its own line breaks.
  const text = isFull && typeof value === "string" ? `"${value}"` : JSON.stringify(value);
  const limit = isFull ? maxShownCharacters : longTextCharacters;
  const shown = text.length > limit + 1 ? `${text.slice(0, limit)}…` : text;
  return (
    <>
      <span
        className={cx("break-words whitespace-pre-wrap [overflow-wrap:anywhere]", isStruck ? "text-muted line-through" : colourOf(value))}
      >
        <Highlight text={shown} query={query} />
      </span>
      {!isStruck && isDateText(value) && <span className="font-sans text-xs text-muted"> {describeDate(value)}</span>}
    </>
  );
}

function ContainerText({ value, isStruck }: { value: Extract<JsonValue, object>; isStruck: boolean }) {
  const isEmpty = Object.keys(value).length === 0;
  const bytes = containerBytes(value);
  if (isEmpty) return <span className={cx("text-muted", isStruck && "line-through")}>{Array.isArray(value) ? "[ ]" : "{ }"}</span>;
  return (
    <span className={cx("font-sans text-xs text-muted", isStruck && "line-through")}>
      {describeContainer(value)}
      {bytes !== null && ` · ${formatBytes(bytes)}`}
    </span>
  );
}

function colourOf(value: JsonValue): string {
  if (typeof value === "string") return "text-json-string";
  return typeof value === "number" ? "text-json-number" : "text-json-keyword";
}

export function isLongText(value: JsonValue): value is string {
  return typeof value === "string" && (JSON.stringify(value).length > longTextCharacters + 1 || value.includes("\n"));
}
