import { MessageCircleQuestion } from "lucide-react";
import type { DialogFrame, DialogPrompt } from "@/lib/model";
import { formatCount } from "../values/measure";
import type { PromptOptions } from "./dialog-frames";

type PromptCardProps = { frame: DialogFrame; prompt: DialogPrompt; options: PromptOptions };

/** The question that waits for an answer. */
export function PromptCard({ frame, prompt, options }: PromptCardProps) {
  return (
    <div className="mr-3 mb-1 ml-6.5 rounded-md border border-line px-3 py-1.5">
      <p className="flex items-baseline gap-1.5 text-xs text-muted">
        <MessageCircleQuestion aria-hidden="true" className="size-3.5 shrink-0 self-center text-scope-dialog" />
        {frame.id} is waiting for an answer
        {prompt.attempts !== null && prompt.attempts > 0 && <span className="ml-auto">{formatCount(prompt.attempts, "attempt")}</span>}
      </p>
      <p className="py-0.5 text-sm whitespace-pre-wrap">
        {prompt.text ?? <span className="text-muted">It asks with a card or without words.</span>}
      </p>
      {options.titles.length > 0 && <Options {...options} />}
      {prompt.retryText && prompt.retryText !== prompt.text && <p className="text-xs text-muted">Asked again with: {prompt.retryText}</p>}
    </div>
  );
}

function Options({ titles, isStored }: PromptOptions) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 py-0.5">
      <ul aria-label={isStored ? "Options" : "Options, offered as suggested actions"} className="flex flex-wrap gap-1">
        {titles.map((title, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: options may repeat, and have no other identity
          <li key={index} className="rounded-full border border-line px-2 text-xs leading-5">
            {title}
          </li>
        ))}
      </ul>
      {!isStored && <p className="text-xs text-muted">offered as suggested actions, not part of the dialog’s state</p>}
    </div>
  );
}
