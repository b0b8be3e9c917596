import { clockTime, durationText, fullTime } from "@/components/ui/time-words";
import type { ChatActivity } from "./chat-activity";
import { useTurnOf } from "./turn-store";

/** Under a message: "Sent", or who said it and when. */
export function MessageStatus({ activity }: { activity: ChatActivity }) {
  const { from, otherPerson, timestamp } = activity;
  const isMine = from.role === "user";
  const turn = useTurnOf(activity.id);
  return (
    <span className="chat-status">
      {/* The name of another person stands above the message. */}
      {otherPerson === undefined && `${isMine ? "Sent" : (from.name ?? from.id)} · `}
      {timestamp !== undefined && (
        <time dateTime={timestamp} title={fullTime(timestamp)}>
          {clockTime(timestamp)}
        </time>
      )}
      {isMine && turn?.durationMs !== undefined && turn.durationMs !== null && ` · ${durationText(turn.durationMs)}`}
    </span>
  );
}
