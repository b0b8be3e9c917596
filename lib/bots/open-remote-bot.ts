import { type BotSummary, generationOf, type RemoteBot } from "@/lib/model";
import { keyStyleOf, seenGeneration } from "./bot-generation";
import { InlineHost } from "./inline-host";
import type { LoadedBot } from "./loaded-bot";
import { type RemoteFacts, RemoteHost } from "./remote-host";

type Found = {
  summary: Pick<BotSummary, "id" | "name" | "description">;
  remote: Omit<RemoteBot, "seenGeneration">;
  endpoint: RemoteFacts["endpoint"];
};

/** A bot elsewhere, as one that can run turns; whether anything listens there shows at its first. */
export function openRemoteBot({ summary, remote, endpoint }: Found, serviceUrl: () => string): LoadedBot {
  const { deliveryMode, timeoutMs } = remote;
  const now = (): RemoteBot => ({ ...remote, seenGeneration: seenGeneration(summary.id) });
  const generation = () => generationOf(now());
  const host =
    remote.generation === "v1"
      ? new InlineHost({ id: summary.id, endpoint })
      : new RemoteHost({ id: summary.id, endpoint, deliveryMode, timeoutMs, serviceUrl, generation });
  const isAsSeen = remote.generation === "auto" && remote.keyStyle === keyStyleOf("auto");
  return {
    summary: { ...summary, host: "remote", status: "ready" },
    get keyStyle() {
      return isAsSeen ? keyStyleOf(generation()) : remote.keyStyle;
    },
    version: null,
    dialogs: null,
    get remote() {
      return now();
    },
    runTurn: (turn) => host.runTurn(turn),
  };
}
