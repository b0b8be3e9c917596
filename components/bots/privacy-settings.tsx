"use client";
import { problemSentence } from "@/components/api/api-problem";
import { ErrorNote } from "@/components/ui/error-note";
import type { ListedBot } from "@/lib/model";
import { useBotSetting } from "./use-bot-setting";

type Setting = { name: "deletionOpensCase" | "offersSelfService"; label: string; effect: string; isForAll: boolean };

const settings: readonly Setting[] = [
  {
    name: "offersSelfService",
    label: "Offer “forget me” and “what do you know about me” in the chat",
    effect: "Turnscope answers these in the bot's name. “forget me” asks once more, then opens a case.",
    isForAll: true,
  },
  {
    name: "deletionOpensCase",
    label: "Deleting a user's state over the bot state service opens an erasure case",
    effect: "A v3 bot's DELETE removes its data at once; the rest waits for approval under Privacy.",
    isForAll: false,
  },
];

/** What a bot has to do with people's rights; the state service is for bots elsewhere alone. */
export function PrivacySettings({ bot }: { bot: ListedBot }) {
  const { setting, choose, error } = useBotSetting(bot);
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
                checked={setting[name]}
                onChange={({ target }) => choose({ [name]: target.checked })}
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
