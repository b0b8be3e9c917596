"use client";
import { Copy, KeyRound } from "lucide-react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import type { BotKeys } from "@/lib/model";

/** The keys of a bot, in the one moment in which they are shown. */
export function KeyList({ keys }: { keys: BotKeys }) {
  return (
    <section aria-label="Keys" className="flex flex-col gap-3">
      <p className="flex items-start gap-2 text-sm">
        <KeyRound aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-changed" />
        <span>These keys are shown this once. Copy them if you need them; new ones can be made at any time.</span>
      </p>
      <Key
        name="Direct Line secret"
        purpose="For a client of this bot, such as Web Chat or DirectLineJS, that connects to Turnscope instead of the Direct Line service."
        value={keys.directLineSecret}
      />
      <Key
        name="Storage key"
        purpose="For the bot itself, if it keeps its state here over HTTP. It also says who asks, for a bot that does not ask below its serviceUrl."
        value={keys.storageKey}
      />
      <Key
        name="Service address"
        purpose="For the bot's setting OAuthUrl, if it signs people in: its sign-in cards then lead to Turnscope. New keys leave it as it is."
        value={keys.serviceUrl}
      />
    </section>
  );
}

function Key({ name, purpose, value }: { name: string; purpose: string; value: string }) {
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-sm font-medium">{name}</h3>
      <div className="flex items-center gap-2">
        <code className="min-w-0 grow rounded-md border border-line bg-raised px-2 py-1 text-xs break-all">{value}</code>
        <Button aria-label={`Copy the ${name}`} onClick={() => void copyText(value, name)}>
          <Copy aria-hidden="true" className="size-3.5" /> Copy
        </Button>
      </div>
      <p className="text-xs text-muted">{purpose}</p>
    </div>
  );
}
