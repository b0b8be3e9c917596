import type { ChatActivity } from "./chat-activity";

type OtherPersonProps = { activity: ChatActivity; isFirstOfRun: boolean };

/** Above what another person said: the name. Once for messages in a row, but for screen readers, who may come to any of them, at each. */
export function OtherPerson({ activity, isFirstOfRun }: OtherPersonProps) {
  const { otherPerson } = activity;
  if (otherPerson === undefined) return null;
  return <p className={isFirstOfRun ? "chat-person" : "sr-only"}>{otherPerson}</p>;
}
