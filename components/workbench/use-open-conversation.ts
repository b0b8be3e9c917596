"use client";
import { useEffect } from "react";
import { isApiProblem } from "@/components/api/api-problem";
import { useBots, useConversationSummary } from "@/components/api/queries";
import { forgetConversation, rememberConversation, useRecentConversations } from "@/components/settings/recent-conversations";
import type { Persona } from "@/lib/model";

export type OpenConversation =
  | { kind: "loading" }
  | { kind: "missing" }
  | { kind: "failed"; error: unknown; retry: () => void }
  | { kind: "open"; botId: string | null; persona: Persona };

/** At this page, where a Direct Line client has started a conversation and nobody has spoken yet. Not remembered: somebody will. */
const onlooker: Persona = { id: "tester", name: "Tester" };

/**
 * Who speaks in a conversation: as this browser remembers, else the first person in it.
 * What is remembered opens at once; whether the conversation exists is asked meanwhile.
 */
export function useOpenConversation(conversationId: string): OpenConversation {
  const remembered = useRecentConversations().find((known) => known.conversationId === conversationId);
  const { data, error, refetch } = useConversationSummary(conversationId);
  const isMissing = isApiProblem(error) && error.status === 404;
  const first = data?.members[0];
  const botId = data?.botId ?? remembered?.botId ?? null;
  const bot = useBots().data?.find(({ id }) => id === botId);
  const member = (bot?.isProduction ? personaAmong(data?.members, remembered?.persona) : (remembered?.persona ?? first)) ?? null;

  useEffect(() => {
    if (isMissing) forgetConversation(conversationId);
  }, [isMissing, conversationId]);
  const isProduction = bot?.isProduction ?? true;
  const personaId = member?.id;
  const personaName = member?.name;
  const locale = remembered?.persona.locale;
  useEffect(() => {
    // Also moves it to the front: the newest one opened is where `/` leads.
    // What is masked, or only unmasked for a while, must not stay in this browser.
    if (!isMissing && botId !== null && personaId !== undefined && personaName !== undefined && !isProduction) {
      rememberConversation({ conversationId, botId, persona: { id: personaId, name: personaName, locale } });
    }
  }, [conversationId, botId, personaId, personaName, locale, isMissing, isProduction]);

  if (isMissing) return { kind: "missing" };
  if (member) return { kind: "open", botId, persona: member };
  if (data) return { kind: "open", botId, persona: onlooker };
  if (error) return { kind: "failed", error, retry: () => void refetch() };
  return { kind: "loading" };
}

/** Somebody may be known here by an id that is masked now: then the conversation says as whom it is looked at. */
function personaAmong(members: readonly Persona[] | undefined, remembered: Persona | undefined): Persona | undefined {
  const isThere = remembered !== undefined && (members === undefined || members.some(({ id }) => id === remembered.id));
  return isThere ? remembered : members?.[0];
}
