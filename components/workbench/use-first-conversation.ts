"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { isApiProblem } from "@/components/api/api-problem";
import { getConversation, listBots } from "@/components/api/client";
import { currentPersona } from "@/components/settings/personas";
import { forgetConversation, listRecentConversations } from "@/components/settings/recent-conversations";
import type { ListedBot } from "@/lib/model";
import { conversationUrl } from "./conversation-url";
import { startRemembered } from "./use-start-conversation";

type FirstConversation = { kind: "opening" } | { kind: "no-bots"; bots: ListedBot[] } | { kind: "failed"; error: unknown };

const friendliest = "state-management";

async function lastThatStillExists(): Promise<string | null> {
  for (const { conversationId } of listRecentConversations()) {
    try {
      return (await getConversation(conversationId)).conversationId;
    } catch (error) {
      if (!isApiProblem(error) || error.status !== 404) throw error;
      forgetConversation(conversationId);
    }
  }
  return null;
}

type Found = { kind: "found"; conversationId: string } | { kind: "no-bots"; bots: ListedBot[] };

/** The conversation this browser had open last; on a first visit a new one, so that the page is of use at once. */
async function findOrStart(): Promise<Found> {
  const last = await lastThatStillExists();
  if (last !== null) return { kind: "found", conversationId: last };
  const bots = await listBots();
  const ready = bots.filter((bot) => bot.status === "ready");
  const bot = ready.find(({ id }) => id === friendliest) ?? ready[0];
  if (!bot) return { kind: "no-bots", bots };
  return { kind: "found", conversationId: await startRemembered({ botId: bot.id, persona: currentPersona() }) };
}

// React may run an effect twice; two conversations must not come of it.
let underWay: Promise<Found> | null = null;

function findOrStartOnce(): Promise<Found> {
  underWay ??= findOrStart().finally(() => {
    underWay = null;
  });
  return underWay;
}

export function useFirstConversation(): FirstConversation & { retry: () => void } {
  const router = useRouter();
  const [result, setResult] = useState<FirstConversation>({ kind: "opening" });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt runs it again
  useEffect(() => {
    let isGone = false;
    setResult({ kind: "opening" });
    findOrStartOnce().then(
      (found) => {
        if (isGone) return;
        if (found.kind === "found") router.replace(conversationUrl(found.conversationId));
        else setResult(found);
      },
      (error: unknown) => !isGone && setResult({ kind: "failed", error }),
    );
    return () => {
      isGone = true;
    };
  }, [router, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...result, retry };
}
