import { clockTime, durationText, fullTime } from "@/components/ui/time-words";
import type { ChatActivity } from "./chat-activity";
import { useTurnOf } from "./turn-store";

/** Under a message: "Sent", or who said it and when. */
export function MessageStatus({ activity }: { activity: ChatActivity }) {
  const { from, timestamp } = activity;
  const isMine = from.role === "user";
  const turn = useTurnOf(activity.id);
  const words = [isMine ? "Sent" : (from.name ?? from.id)];
  return (
    <span className="chat-status">
      {words}
      {timestamp !== undefined && (
        <>
          {" · "}
          <time dateTime={timestamp} title={fullTime(timestamp)}>
            {clockTime(timestamp)}
          </time>
        </>
      )}
      {isMine && turn?.durationMs !== undefined && turn.durationMs !== null && ` · ${durationText(turn.durationMs)}`}
    </span>
  );
}
