import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { compareConversations } from "@/components/api/client";
import { useRecentConversations } from "@/components/settings/recent-conversations";

type ComparedInput = { conversationId: string; withId: string | null; turn: number | null };

/** How state differs after a turn, each side as the person who speaks in it in this browser. */
export function useCompared({ conversationId, withId, turn }: ComparedInput) {
  const recent = useRecentConversations();
  const personIn = (id: string | null) => recent.find((known) => known.conversationId === id)?.persona.id ?? null;
  const [userId, withUserId] = [personIn(conversationId), personIn(withId)];
  return useQuery({
    queryKey: ["compare", conversationId, withId, turn, userId, withUserId],
    queryFn: ({ signal }) => compareConversations(conversationId, { withId: withId ?? "", turn, userId, withUserId, limit: 0, signal }),
    enabled: withId !== null,
    // What is shown stays while the state after another turn is read.
    placeholderData: keepPreviousData,
  });
}
