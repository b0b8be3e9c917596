import { Eraser } from "lucide-react";

/** What stands in place of something that was erased. */
export function ErasedText({ words }: { words: string }) {
  return (
    <span className="font-sans text-muted italic">
      <Eraser aria-hidden="true" className="mr-1 inline size-3.5 align-[-2px]" />
      {words}
    </span>
  );
}
