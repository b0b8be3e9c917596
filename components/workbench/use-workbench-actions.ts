"use client";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { peopleUrl } from "@/components/members/people-url";
import { protocolUrl } from "@/components/protocol-log/protocol-url";
import { choosePersona, createPersona } from "@/components/settings/personas";
import { listRecentConversations, rememberConversation } from "@/components/settings/recent-conversations";
import { copyText } from "@/components/ui/copy-text";
import { toast } from "@/components/ui/toast";
import type { BotSummary, Persona } from "@/lib/model";
import { conversationUrl } from "./conversation-url";
import { type DeepLink, formatDeepLink } from "./deep-link";
import { useStartConversation } from "./use-start-conversation";

type ActionsOptions = {
  conversationId: string;
  botId: string | null;
  persona: Persona;
  memberIds: readonly string[];
  place: DeepLink;
  openWith: () => void;
  openSnapshots: () => void;
  makeFixture: (() => void) | null;
};

export type WorkbenchActions = {
  newConversation: () => void;
  restartSameUser: () => void;
  restartNewUser: () => void;
  pickBot: (bot: BotSummary) => void;
  pickPersona: (persona: Persona) => void;
  openWith: () => void;
  openSnapshots: () => void;
  /** Null for who has not the right. */
  makeFixture: (() => void) | null;
  showPeople: () => void;
  showProtocolLog: () => void;
  copyLink: () => void;
  isStarting: boolean;
};

export function useWorkbenchActions({
  conversationId,
  botId,
  persona,
  memberIds,
  place,
  openWith,
  openSnapshots,
  makeFixture,
}: ActionsOptions): WorkbenchActions {
  const router = useRouter();
  const { startOrTell, isStarting } = useStartConversation();
  return useMemo(() => {
    const startAs = (who: () => Persona) => {
      if (botId === null) toast({ tone: "bad", message: "The conversation is still loading: its bot is not known yet." });
      else startOrTell({ botId, persona: who() });
    };
    const copyPlace = (link: DeepLink) =>
      void copyText(`${window.location.origin}${formatDeepLink(conversationId, link, memberIds)}`, "Link");
    return {
      newConversation: () => startAs(() => persona),
      restartSameUser: () => startAs(() => persona),
      restartNewUser: () => startAs(() => createPersona([persona])),
      pickBot: (bot) => {
        const last = listRecentConversations().find((known) => known.botId === bot.id);
        if (last) router.push(conversationUrl(last.conversationId));
        else startOrTell({ botId: bot.id, persona });
      },
      pickPersona: (picked) => {
        choosePersona(picked);
        if (botId !== null) rememberConversation({ conversationId, botId, persona: picked });
      },
      openWith,
      openSnapshots,
      makeFixture,
      showPeople: () => router.push(peopleUrl(conversationId)),
      showProtocolLog: () => router.push(protocolUrl(conversationId)),
      copyLink: () => copyPlace(place),
      isStarting,
    };
  }, [router, startOrTell, isStarting, conversationId, botId, persona, memberIds, place, openWith, openSnapshots, makeFixture]);
}
