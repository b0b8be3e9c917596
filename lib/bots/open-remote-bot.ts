import type { BotSummary, RemoteBot } from "@/lib/model";
import { generationOf, keyStyleOf } from "./bot-generation";
import { InlineHost } from "./inline-host";
import type { LoadedBot } from "./loaded-bot";
import { type RemoteFacts, RemoteHost } from "./remote-host";

type Found = { summary: Pick<BotSummary, "id" | "name" | "description">; remote: RemoteBot; endpoint: RemoteFacts["endpoint"] };

/** A bot elsewhere, as one that can run turns; whether anything listens there shows at its first. */
export function openRemoteBot({ summary, remote, endpoint }: Found, serviceUrl: () => string): LoadedBot {
  const { deliveryMode, timeoutMs } = remote;
  const generation = () => generationOf(summary.id, remote);
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
    remote,
    runTurn: (turn) => host.runTurn(turn),
  };
}
