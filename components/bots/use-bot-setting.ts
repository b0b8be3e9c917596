import { useState } from "react";
import { useSetBot } from "@/components/api/queries";
import type { ListedBot, SetBotRequest } from "@/lib/model";

/**
 * How a bot is run, as it was last chosen. What is chosen shows in the same render, before the server has answered: a box that
 * waits for it would be seen to jump back.
 */
export function useBotSetting(bot: ListedBot) {
  const { mutate, error } = useSetBot();
  const [chosen, setChosen] = useState<SetBotRequest>({});
  const choose = (setting: SetBotRequest): void => {
    setChosen((now) => ({ ...now, ...setting }));
    mutate({ id: bot.id, ...setting }, { onSettled: () => setChosen({}) });
  };
  return { setting: { ...bot, ...chosen }, choose, error };
}
