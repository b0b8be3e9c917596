"use client";
import { useBots } from "@/components/api/queries";
import { formatCount } from "@/components/state/values/measure";
import { PageLink } from "@/components/ui/page-link";
import { fullTime, timeAgo } from "@/components/ui/time-words";
import { conversationUrl } from "@/components/workbench/conversation-url";
import type { PersonConversation, PersonDetail } from "@/lib/model";
import { Card } from "./card";
import { channelName } from "./channel-names";
import { nameList } from "./fact-words";

/** Where somebody talked, and with whom. */
export function PersonConversations({ person: { conversationList, conversations } }: { person: PersonDetail }) {
  return (
    <Card title={`Conversations · ${conversations}`}>
      {conversationList.length === 0 && <p className="px-4 py-3 text-sm text-muted">None that is kept here.</p>}
      <ul>
        {conversationList.map((conversation) => (
          <ConversationRow key={conversation.conversationId} conversation={conversation} />
        ))}
      </ul>
      {conversations > conversationList.length && (
        <p className="border-t border-line px-4 py-2 text-xs text-muted">The {conversationList.length} most recent are listed.</p>
      )}
    </Card>
  );
}

function ConversationRow({ conversation }: { conversation: PersonConversation }) {
  const { conversationId, botId, channelId, lastActivityAt, turnCount, facts, others } = conversation;
  const bot = useBots().data?.find(({ id }) => id === botId)?.name ?? botId;
  return (
    <li className="relative flex items-center gap-3 border-b border-line px-4 py-2.5 text-sm last:border-b-0 hover:bg-hover">
      <div className="min-w-0 grow">
        <PageLink href={conversationUrl(conversationId)} className="font-medium break-words after:absolute after:inset-0 hover:underline">
          {others.length > 0 ? `${bot}, with ${nameList(others)}` : bot}
        </PageLink>
        <p className="text-xs text-muted" title={fullTime(lastActivityAt)}>
          {channelName(channelId)} · {timeAgo(lastActivityAt, Date.now())} · {formatCount(turnCount, "turn")}
          {others.length === 0 ? " · nobody else there" : ` · shared with ${others.length === 1 ? "1 person" : `${others.length} people`}`}
        </p>
      </div>
      <span className="shrink-0">{formatCount(facts, "fact")}</span>
    </li>
  );
}
