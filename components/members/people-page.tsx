"use client";
import { useRouter } from "next/navigation";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { useConversationSummary } from "@/components/api/queries";
import { choosePersona } from "@/components/settings/personas";
import { rememberConversation } from "@/components/settings/recent-conversations";
import { ErrorNote } from "@/components/ui/error-note";
import { PageFrame } from "@/components/ui/page-frame";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { conversationUrl } from "@/components/workbench/conversation-url";
import type { Persona } from "@/lib/model";
import { LeakCheck } from "./leak-check";
import { MemberList } from "./member-list";
import { SideBySide } from "./side-by-side";
import { useMembers } from "./use-members";

/** Who is in a conversation, what the bot keeps about two of them, and whether it keeps it apart. */
export function PeoplePage({ conversationId }: { conversationId: string }) {
  const router = useRouter();
  const { data, error, refetch } = useMembers(conversationId);
  const conversation = useConversationSummary(conversationId).data;
  const refusal = useBotRefusal(conversation?.botId ?? null, "production.edit");
  const speakAs = ({ id, name }: Persona) => {
    if (!conversation) return;
    choosePersona({ id, name });
    rememberConversation({ conversationId, botId: conversation.botId, persona: { id, name } });
    router.push(conversationUrl(conversationId));
  };
  const [first, second, ...others] = data?.members ?? [];
  return (
    <PageFrame
      title="People of this conversation"
      description={
        <PageLink href={conversationUrl(conversationId)} className="font-mono text-accent hover:underline">
          {conversationId}
        </PageLink>
      }
    >
      {error && (
        <ErrorNote className="mb-3" title="The people did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Spinner label="Loading the people" isLabelShown />}
      {data && (
        <div className="flex flex-col gap-8">
          <MemberList
            conversationId={conversationId}
            members={data.members}
            isReadOnly={conversation?.isReadOnly ?? true}
            refusal={refusal}
            onSpeakAs={speakAs}
          />
          {first && second && (
            <>
              <SideBySide conversationId={conversationId} members={[first, second, ...others]} />
              <LeakCheck conversationId={conversationId} members={data.members} />
            </>
          )}
        </div>
      )}
    </PageFrame>
  );
}
