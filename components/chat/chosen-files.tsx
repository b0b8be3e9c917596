"use client";
import { hooks } from "botframework-webchat";
import { Paperclip, X } from "lucide-react";

const { useSendBoxAttachments } = hooks;

/** The files that go with the next message. */
export function ChosenFiles() {
  const [files, setFiles] = useSendBoxAttachments();
  if (files.length === 0) return null;
  return (
    <ul aria-label="Files to send" className="flex flex-wrap gap-1.5 border-t border-line px-3 py-2">
      {files.map((file) => {
        const name = file.blob instanceof File ? file.blob.name : "file";
        return (
          <li
            key={`${name} ${file.blob.size}`}
            className="flex max-w-full items-center gap-1 rounded-md border border-line bg-raised py-0.5 pr-0.5 pl-2 text-xs"
          >
            <Paperclip aria-hidden="true" className="size-3 shrink-0 text-muted" />
            <span className="truncate">{name}</span>
            <span className="whitespace-nowrap text-muted">{sizeText(file.blob.size)}</span>
            <button
              type="button"
              aria-label={`Do not send ${name}`}
              className="grid size-6 shrink-0 place-items-center rounded hover:bg-hover"
              onClick={() => setFiles(files.filter((other) => other !== file))}
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
