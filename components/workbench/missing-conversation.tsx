"use client";
import { SearchX } from "lucide-react";
import { useEffect } from "react";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLink } from "@/components/ui/page-link";

export function MissingConversation({ conversationId }: { conversationId: string }) {
  useEffect(() => {
    document.title = "No such conversation · Turnscope";
  }, []);
  return (
    <EmptyState
      isPage
      className="grow justify-center"
      icon={<SearchX className="size-8" />}
      title="There is no such conversation here"
      actions={
        <>
          <PageLink href="/" className={buttonClass("primary")}>
            Open the workbench
          </PageLink>
          <PageLink href="/conversations" className={buttonClass()}>
            All conversations
          </PageLink>
        </>
      }
    >
      This server holds no conversation with the id <code className="font-mono break-all text-ink">{conversationId}</code>. It may be on
      another server, or its data may have been removed.
    </EmptyState>
  );
}
