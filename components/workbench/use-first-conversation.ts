"use client";
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { isApiProblem } from "@/components/api/api-problem";
import { getConversation, listBots } from "@/components/api/conversation-calls";
import { toPersona } from "@/components/settings/known-person";
import { requireKeptPersona } from "@/components/settings/persona-calls";
import { createPersona, currentPersona } from "@/components/settings/personas";
import { forgetConversation, listRecentConversations } from "@/components/settings/recent-conversations";
import { getSnapshotBot } from "@/components/snapshots/snapshot-calls";
import type { ListedBot } from "@/lib/model";
import { conversationUrl } from "./conversation-url";
import { parseStartLink, type StartLink } from "./start-link";
import { type StartOptions, startRemembered } from "./use-start-conversation";

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

/** What a link asks for: a conversation of its own, as somebody new unless it names a persona. */
async function startFromLink({ bot, persona: personaId, snapshot }: StartLink): Promise<Found> {
  const kept = personaId === null ? null : await requireKeptPersona(personaId);
  const snapshotId = snapshot ?? kept?.snapshotId ?? undefined;
  const botId = bot ?? (snapshotId === undefined ? null : await getSnapshotBot(snapshotId));
  const starting = { persona: kept ? toPersona(kept) : createPersona([]), personaId: kept?.id, snapshotId };
  return botId === null ? startWithAnyBot(starting) : { kind: "found", conversationId: await startRemembered({ ...starting, botId }) };
}

async function startWithAnyBot(starting: Omit<StartOptions, "botId">): Promise<Found> {
  const bots = await listBots();
  const ready = bots.filter((bot) => bot.status === "ready");
  const bot = ready.find(({ id }) => id === friendliest) ?? ready[0];
  if (!bot) return { kind: "no-bots", bots };
  return { kind: "found", conversationId: await startRemembered({ ...starting, botId: bot.id }) };
}

/** What the address asks for; else the conversation this browser had open last; else a new one, so that the page is of use at once. */
async function findOrStart(address: string): Promise<Found> {
  const link = parseStartLink(new URLSearchParams(address));
  if (link) return startFromLink(link);
  const last = await lastThatStillExists();
  return last === null ? startWithAnyBot({ persona: currentPersona() }) : { kind: "found", conversationId: last };
}

// React may run an effect twice; two conversations must not come of it.
let underWay: { address: string; found: Promise<Found> } | null = null;

function findOrStartOnce(address: string): Promise<Found> {
  if (underWay?.address === address) return underWay.found;
  const found = findOrStart(address).finally(() => {
    if (underWay?.found === found) underWay = null;
  });
  underWay = { address, found };
  return found;
}

/** Whoever goes to another page meanwhile, which takes a moment to come, is not carried off to a conversation. */
function watchForLeaving(onLeaving: () => void): { stop: () => void } {
  const listen = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const staysHere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link?.target === "_blank";
    if (link && !staysHere && link.pathname !== window.location.pathname) onLeaving();
  };
  document.addEventListener("click", listen);
  return { stop: () => document.removeEventListener("click", listen) };
}

export function useFirstConversation(): FirstConversation & { retry: () => void } {
  const router = useRouter();
  const [result, setResult] = useState<FirstConversation>({ kind: "opening" });
  const [attempt, setAttempt] = useState(0);
  const address = useSearchParams().toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt runs it again
  useEffect(() => {
    let isGone = false;
    const choice = watchForLeaving(() => {
      isGone = true;
    });
    setResult({ kind: "opening" });
    findOrStartOnce(address).then(
      (found) => {
        if (isGone) return;
        if (found.kind === "found") router.replace(conversationUrl(found.conversationId));
        else setResult(found);
      },
      (error: unknown) => !isGone && setResult({ kind: "failed", error }),
    );
    return () => {
      isGone = true;
      choice.stop();
    };
  }, [router, attempt, address]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...result, retry };
}
