import { MaskedWords } from "@/components/ui/masked-words";
import { valueWords } from "./fact-words";

/** A value in words. Its mask is read out as what it is. */
export function FactValue({ value, isCut = false }: { value: unknown; isCut?: boolean }) {
  const words = valueWords(value);
  if (words !== null) return <span className="whitespace-pre-wrap">{isCut ? `${words}…` : words}</span>;
  return <MaskedWords />;
}
