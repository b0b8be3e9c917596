"use client";
import { problemSentence } from "@/components/api/api-problem";
import { useSetBot } from "@/components/api/queries";
import { ErrorNote } from "@/components/ui/error-note";
import type { ListedBot } from "@/lib/model";

type Setting = { name: "deletionOpensCase" | "offersSelfService"; label: string; effect: string; isForAll: boolean };

const settings: readonly Setting[] = [
  {
    name: "offersSelfService",
    label: "Offer “forget me” and “what do you know about me” in the chat",
    effect: "Turnscope answers these in the bot's name, and the bot does not get them. “forget me” asks once more, then opens a case.",
    isForAll: true,
  },
  {
    name: "deletionOpensCase",
    label: "Deleting a user's state over the bot state service opens an erasure case",
    effect: "A v3 bot's DELETE removes user and private data at once, as ever; the rest waits for a plan and its approval under Privacy.",
    isForAll: false,
  },
];

/** What a bot has to do with people's rights; the state service is for bots elsewhere alone. */
export function PrivacySettings({ bot }: { bot: ListedBot }) {
  const { mutate, isPending, variables, error } = useSetBot();
  // Until the server has answered, what was chosen is shown.
  const shown = { ...bot, ...(isPending && variables) };
  return (
    <>
      {settings
        .filter(({ isForAll }) => isForAll || bot.remote !== null)
        .map(({ name, label, effect }) => (
          <div key={name} className="flex flex-col gap-2">
            <label className="flex items-start gap-2 text-sm">
              <input
                type="checkbox"
                className="mt-1 shrink-0"
                checked={shown[name]}
                onChange={({ target }) => mutate({ id: bot.id, [name]: target.checked })}
              />
              {label}
            </label>
            <p className="text-xs text-muted">{effect}</p>
          </div>
        ))}
      {error && <ErrorNote title="Not changed" detail={problemSentence(error)} />}
    </>
  );
}
