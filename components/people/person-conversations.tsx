"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useBots } from "@/components/api/queries";
import { formatCount } from "@/components/state/values/measure";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { fullTime, timeAgo } from "@/components/ui/time-words";
import { conversationUrl } from "@/components/workbench/conversation-url";
import { channelName, type PersonConversation, type PersonDetail } from "@/lib/model";
import { Card } from "./card";
import { nameList } from "./fact-words";

const TranscriptDialog = dynamic(() => import("./transcript-dialog").then((module) => module.TranscriptDialog), { ssr: false });

/** Where somebody talked, and with whom. */
export function PersonConversations({ person: { personId, conversationList, conversations } }: { person: PersonDetail }) {
  return (
    <Card title={`Conversations · ${conversations}`}>
      {conversationList.length === 0 && <p className="px-4 py-3 text-sm text-muted">None that is kept here.</p>}
      <ul>
        {conversationList.map((conversation) => (
          <ConversationRow key={conversation.conversationId} personId={personId} conversation={conversation} />
        ))}
      </ul>
      {conversations > conversationList.length && (
        <p className="border-t border-line px-4 py-2 text-xs text-muted">The {conversationList.length} most recent are listed.</p>
      )}
    </Card>
  );
}

type ConversationRowProps = { personId: string; conversation: PersonConversation };

function ConversationRow({ personId, conversation }: ConversationRowProps) {
  const { conversationId, botId, channelId, lastActivityAt, turnCount, facts, shared, others } = conversation;
  const [isReading, setIsReading] = useState(false);
  const bot = useBots().data?.find(({ id }) => id === botId)?.name ?? botId;
  const title = others.length > 0 ? `${bot}, with ${nameList(others)}` : bot;
  return (
    <li className="relative flex items-center gap-3 border-b border-line px-4 py-2.5 text-sm last:border-b-0 hover:bg-hover">
      <div className="min-w-0 grow">
        <PageLink href={conversationUrl(conversationId)} className="font-medium break-words after:absolute after:inset-0 hover:underline">
          {title}
        </PageLink>
        <p className="text-xs text-muted" title={fullTime(lastActivityAt)}>
          {channelName(channelId)} · {timeAgo(lastActivityAt, Date.now())} · {formatCount(turnCount, "turn")}
          {others.length === 0 && " · nobody else there"}
        </p>
        <p className="text-xs text-muted">{keptWords(facts, shared)}</p>
      </div>
      <Button size="sm" className="relative z-10 shrink-0" aria-label={`Read what was said: ${title}`} onClick={() => setIsReading(true)}>
        Read…
      </Button>
      {isReading && <TranscriptDialog personId={personId} conversation={conversation} botName={bot} onClose={() => setIsReading(false)} />}
    </li>
  );
}

/** "3 facts kept there, 1 of them shared". */
function keptWords(facts: number, shared: number): string {
  if (facts === 0) return "no fact kept there";
  return `${formatCount(facts, "fact")} kept there, ${shared === 0 ? "none" : shared === facts ? "all" : shared} of them shared`;
}
