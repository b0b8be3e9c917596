"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { startConversation } from "@/components/api/conversation-calls";
import { conversationsKey } from "@/components/api/queries";
import { choosePersona } from "@/components/settings/personas";
import { rememberConversation } from "@/components/settings/recent-conversations";
import { toast } from "@/components/ui/toast";
import type { Persona, StartConversationRequest } from "@/lib/model";
import { conversationUrl } from "./conversation-url";

export type StartOptions = Pick<StartConversationRequest, "botId" | "conversationId" | "state" | "snapshotId" | "personaId"> & {
  persona: Persona;
};

/** Starts a conversation on the server and remembers it, and who speaks in it. */
export async function startRemembered({ persona, ...request }: StartOptions): Promise<string> {
  const started = await startConversation({ ...request, user: { id: persona.id, name: persona.name } }, persona.name);
  choosePersona(persona);
  rememberConversation({ conversationId: started.conversationId, botId: started.botId, persona });
  return started.conversationId;
}

/** Starts a conversation and goes there. `start` throws what the server refused; `startOrTell` shows it as a toast. */
export function useStartConversation() {
  const router = useRouter();
  const queries = useQueryClient();
  const [isStarting, setIsStarting] = useState(false);
  const start = useCallback(
    async (options: StartOptions): Promise<void> => {
      setIsStarting(true);
      try {
        const conversationId = await startRemembered(options);
        void queries.invalidateQueries({ queryKey: conversationsKey });
        router.push(conversationUrl(conversationId));
      } finally {
        setIsStarting(false);
      }
    },
    [queries, router],
  );
  const startOrTell = useCallback(
    (options: StartOptions): void => {
      // A key that is held down must not start one conversation after another.
      if (isStarting) return;
      start(options).catch((error: unknown) =>
        toast({ tone: "bad", message: `The conversation did not start. ${problemSentence(error)}` }),
      );
    },
    [start, isStarting],
  );
  return { start, startOrTell, isStarting };
}
