import type { ReactNode } from "react";
import { isLateReply } from "@/lib/model";
import { ActivityBoundary } from "./activity-boundary";
import { type ChatActivity, channelDataOf } from "./chat-activity";
import { TurnFailure } from "./turn-failure";
import { useIsChosen, useTurnOf } from "./turn-store";

type ActivityFrameProps = { activity: ChatActivity; children: ReactNode };

/** Around each activity: the id by which a click finds its turn, and what went wrong at it. */
export function ActivityFrame({ activity, children }: ActivityFrameProps) {
  const { id, from, otherPerson } = activity;
  const turn = useTurnOf(id);
  const isChosen = useIsChosen(id);
  return (
    <div
      className="chat-activity"
      data-activity-id={id}
      data-from={otherPerson === undefined ? from.role : "person"}
      data-chosen={isChosen || undefined}
    >
      {isChosen && <span className="sr-only">of the chosen turn</span>}
      <ActivityBoundary activity={activity}>{children}</ActivityBoundary>
      {isLateReply(activity) && <p className="chat-note">Late: its turn had ended</p>}
      {turn && <TurnFailure turn={turn} />}
    </div>
  );
}

/** What is said of an activity that Web Chat itself would leave out; null when it should stay out. */
export function noteOf(activity: ChatActivity): string | null {
  const who = activity.from.role === "user" ? "You" : (activity.otherPerson ?? activity.from.name ?? "The bot");
  if (activity.type === "endOfConversation") return `${who} ended the conversation`;
  if (activity.type === "message") return noteOfMessage(activity, who);
  if (activity.type === "typing") return null;
  return activity.type === "conversationUpdate" ? "Someone joined the conversation" : `${who} sent ${activity.type}`;
}

function noteOfMessage(activity: ChatActivity, who: string): string | null {
  const { postBack, messageBack } = channelDataOf(activity);
  if (activity.from.role !== "user" && activity.otherPerson === undefined) return null;
  return postBack || messageBack || activity.value !== undefined ? `${who} submitted a card` : null;
}

export function ActivityNote({ activity, text }: { activity: ChatActivity; text: string }) {
  return (
    <ActivityFrame activity={activity}>
      <p className="chat-note">{text}</p>
    </ActivityFrame>
  );
}
