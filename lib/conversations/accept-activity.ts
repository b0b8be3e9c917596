import { type Activity, HarnessError, maxAttachmentBytes, newActivityId, type Persona, type PostedActivity } from "@/lib/model";
import { toLocalTimestamp } from "./to-local-timestamp";

type Acceptance = {
  posted: PostedActivity;
  from: Persona;
  bot: { id: string; name: string };
  channelId: string;
  conversationId: string;
  /** What the activity says where it does not say so itself. */
  locale: string | null;
  timeZone: string | null;
  serviceUrl: string;
  timestamp: string;
};

/**
 * The activity as the transcript and the bot will see it. The harness sets what a channel sets (protocols §1.6 end);
 * everything else is the client's, unknown members included.
 */
export function acceptActivity({ posted, from, bot, channelId, conversationId, serviceUrl, timestamp, ...usual }: Acceptance): Activity {
  checkAttachments(posted);
  return {
    locale: usual.locale ?? "en-US",
    ...(usual.timeZone !== null && { localTimezone: usual.timeZone, localTimestamp: toLocalTimestamp(timestamp, usual.timeZone) }),
    ...posted,
    id: newActivityId(),
    timestamp,
    channelId,
    serviceUrl,
    conversation: { id: conversationId },
    from: { ...posted.from, id: from.id, name: from.name, role: "user" },
    recipient: { id: bot.id, name: bot.name, role: "bot" },
  };
}

/** `channelData.clientActivityID`: the id Web Chat gives an activity before the server has one. */
export function clientActivityIdOf(posted: PostedActivity): string | undefined {
  const data = posted.channelData;
  if (typeof data !== "object" || data === null || !("clientActivityID" in data)) return undefined;
  return typeof data.clientActivityID === "string" ? data.clientActivityID.slice(0, 200) : undefined;
}

function checkAttachments({ attachments = [] }: PostedActivity): void {
  const tooLarge = attachments.findIndex(
    ({ contentUrl = "" }) => contentUrl.startsWith("data:") && dataUrlBytes(contentUrl) > maxAttachmentBytes,
  );
  if (tooLarge === -1) return;
  throw new HarnessError("body_too_large", `Attachment ${tooLarge + 1} is larger than 4 MiB. Send a smaller file.`, {
    details: { errors: [{ path: `/attachments/${tooLarge}`, message: "larger than 4 MiB" }] },
  });
}

function dataUrlBytes(url: string): number {
  const comma = url.indexOf(",");
  const payload = url.length - comma - 1;
  return url.slice(0, comma).endsWith(";base64")
    ? Math.floor((payload * 3) / 4) - (url.endsWith("==") ? 2 : url.endsWith("=") ? 1 : 0)
    : payload;
}
