"use client";
import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";

type ChatNoticeProps = { text: string | null; onDismiss: () => void };

/** Something was asked for and not done, and why. */
export function ChatNotice({ text, onDismiss }: ChatNoticeProps) {
  return (
    <div role="alert">
      {text !== null && (
        <div className="flex items-start gap-2 border-t border-line bg-removed-wash px-3 py-1.5 text-sm text-ink">
          <p className="min-w-0 grow break-words py-0.5">{text}</p>
          <IconButton label="Dismiss" size="sm" onClick={onDismiss}>
            <X aria-hidden="true" className="size-4" />
          </IconButton>
        </div>
      )}
    </div>
  );
}
