import { maskedText } from "@/lib/model";

/** What stands for words that may not be seen; a screen reader hears `said` rather than five bullets. */
export function MaskedWords({ said = "masked" }: { said?: string }) {
  return (
    <>
      <span aria-hidden="true" className="tracking-widest text-muted">
        {maskedText}
      </span>
      <span className="sr-only">{said}</span>
    </>
  );
}
