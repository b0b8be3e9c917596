"use client";
import { ConversationStandingBadges } from "@/components/privacy/standing/standing-badges";
import { PageLink } from "@/components/ui/page-link";
import { fullTime, timeAgo } from "@/components/ui/time-words";
import { conversationUrl } from "@/components/workbench/conversation-url";
import type { BotSummary, ConversationSummary } from "@/lib/model";

const maxNames = 3;

function peopleText({ members }: ConversationSummary): string {
  const names = members.slice(0, maxNames).map((member) => member.name || member.id);
  const more = members.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

type RowProps = { conversation: ConversationSummary; botName: string; now: number };

function ConversationRow({ conversation, botName, now }: RowProps) {
  const { conversationId, turnCount, lastActivityAt } = conversation;
  return (
    <tr className="relative border-b border-line last:border-b-0 hover:bg-hover">
      <td className="px-3 py-2">
        {/* The link covers the row, so that the row opens where it is clicked and is still one link to a screen reader. */}
        <PageLink
          href={conversationUrl(conversationId)}
          className="font-mono text-sm wrap-anywhere text-accent after:absolute after:inset-0 hover:underline"
        >
          {conversationId}
        </PageLink>{" "}
        <ConversationStandingBadges conversationId={conversationId} />
        <span className="block text-muted md:hidden">{`${botName} · ${peopleText(conversation)}`}</span>
      </td>
      <td className="px-3 py-2 max-md:hidden">{botName}</td>
      <td className="px-3 py-2 max-md:hidden">{peopleText(conversation)}</td>
      <td className="px-3 py-2 text-right font-mono text-sm">{turnCount}</td>
      <td className="px-3 py-2 whitespace-nowrap text-muted" title={fullTime(lastActivityAt)}>
        {timeAgo(lastActivityAt, now)}
      </td>
    </tr>
  );
}

type ConversationsTableProps = { conversations: readonly ConversationSummary[]; bots: readonly BotSummary[] };

export function ConversationsTable({ conversations, bots }: ConversationsTableProps) {
  const now = Date.now();
  const nameOf = (botId: string) => bots.find((bot) => bot.id === botId)?.name ?? botId;
  return (
    <div className="relative overflow-x-auto rounded-lg border border-line">
      <table className="w-full text-sm">
        <caption className="sr-only">Conversations, newest first</caption>
        <thead>
          <tr className="border-b border-line bg-raised text-left text-xs text-muted">
            <th className="px-3 py-1.5 font-medium">Conversation</th>
            <th className="px-3 py-1.5 font-medium max-md:hidden">Bot</th>
            <th className="px-3 py-1.5 font-medium max-md:hidden">People</th>
            <th className="px-3 py-1.5 text-right font-medium">Turns</th>
            <th className="px-3 py-1.5 font-medium">Last activity</th>
          </tr>
        </thead>
        <tbody>
          {conversations.map((conversation) => (
            <ConversationRow key={conversation.conversationId} conversation={conversation} botName={nameOf(conversation.botId)} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
