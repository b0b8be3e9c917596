"use client";
import { FileUp } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";

/** A button that asks for one JSON file. */
export function FileButton({ label, accept, onChoose }: { label: string; accept: string; onChoose: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button className="max-sm:grow" onClick={() => input.current?.click()}>
        <FileUp aria-hidden="true" className="size-4" /> {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // So that the same file can be chosen once more, after it was mended.
          event.target.value = "";
          if (file) onChoose(file);
        }}
      />
    </>
  );
}
