import { processSingleton } from "@/lib/env";
import { describeSelf } from "./describe-self";
import { forgetMe } from "./forget-me";

/** Who asks, and which bot; `isElsewhere`: it may keep a memory of its own, which is not seen from here. */
export type SelfAccount = { botId: string; channelId: string; userId: string; isElsewhere: boolean };

type Answers = Record<"describe" | "ask" | "forget", (account: SelfAccount) => Promise<string>>;

/** Puts what people can ask about their own data where bots in this process find it (lib/self-service). */
export function offerSelfService(): void {
  processSingleton<Answers>("self-service", () => ({
    describe: describeSelf,
    ask: async () =>
      "This asks for everything that is kept about you to be deleted, in all bots here. It cannot be taken back. To go on, write: yes, forget me",
    forget: forgetMe,
  }));
}
