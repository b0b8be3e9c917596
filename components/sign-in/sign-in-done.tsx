import { Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { EmptyState } from "@/components/ui/empty-state";
import type { FinishedSignIn, SignInRequest } from "@/lib/model";

export function SignInDone({ asked, finished: { code } }: { asked: SignInRequest; finished: FinishedSignIn }) {
  if (code !== null) return <Code code={code} botName={asked.bot.name} />;
  return (
    <EmptyState isPage title="You are signed in">
      {asked.bot.name} has been told, and the chat goes on. You can close this tab.
    </EmptyState>
  );
}

function Code({ code, botName }: { code: string; botName: string }) {
  return (
    <EmptyState
      isPage
      title="Type this code into the chat"
      actions={
        <Button onClick={() => void copyText(code, "Code")}>
          <Copy aria-hidden="true" className="size-3.5" /> Copy the code
        </Button>
      }
    >
      <output aria-label="Code" className="my-3 block font-mono text-3xl tracking-[0.2em] text-ink">
        {code}
      </output>
      {botName} takes it once, and then you are signed in. You can close this tab.
    </EmptyState>
  );
}
