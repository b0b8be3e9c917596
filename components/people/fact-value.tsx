import { maskedText } from "@/lib/model";
import { valueWords } from "./fact-words";

/** A value in words. Its mask is read out as what it is. */
export function FactValue({ value, isCut = false }: { value: unknown; isCut?: boolean }) {
  const words = valueWords(value);
  if (words !== null) return <span className="whitespace-pre-wrap">{isCut ? `${words}…` : words}</span>;
  return (
    <>
      <span aria-hidden="true" className="tracking-widest text-muted">
        {maskedText}
      </span>
      <span className="sr-only">masked</span>
    </>
  );
}
