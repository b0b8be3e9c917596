"use client";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { cx } from "./cx";
import { IconButton } from "./icon-button";
import { closeToast, type Toast, useToasts } from "./toast";

/** Goes by itself after a while, but not under somebody's pointer or focus. */
function ToastNote({ note }: { note: Toast }) {
  const { id, timeoutMs, action } = note;
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld || timeoutMs === 0) return;
    const timer = setTimeout(() => closeToast(id), timeoutMs);
    return () => clearTimeout(timer);
  }, [id, timeoutMs, isHeld]);
  const hold = () => setIsHeld(true);
  const release = () => setIsHeld(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the note while it is being read
    <div
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
      className={cx(
        "pointer-events-auto flex items-center gap-3 rounded-lg border border-line bg-raised py-1.5 pr-1.5 pl-3 text-sm shadow-raised",
        note.tone === "bad" && "border-l-4 border-l-removed",
      )}
    >
      <p className="min-w-0 grow wrap-anywhere">{note.message}</p>
      {action && (
        <Button
          size="sm"
          className="font-semibold"
          onClick={() => {
            closeToast(id);
            action.onClick();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label="Dismiss" size="sm" onClick={() => closeToast(id)}>
        <X aria-hidden="true" className="size-4" />
      </IconButton>
    </div>
  );
}

/** The page's notes. It is there before the first of them, so that a screen reader hears that one too. */
export function Toaster() {
  const notes = useToasts();
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-14 z-60 mx-auto flex max-w-md flex-col items-center gap-2 md:bottom-4"
    >
      {notes.map((note) => (
        <ToastNote key={note.id} note={note} />
      ))}
    </div>
  );
}
