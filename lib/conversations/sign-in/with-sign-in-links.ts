import { type Activity, isJsonObject } from "@/lib/model";
import { signInLinkOf } from "./sign-in-link";
import type { TokenPlace } from "./user-token-row";

const oauthCard = "application/vnd.microsoft.card.oauth";
const opening = new Set(["signin", "openUrl"]);

/**
 * SDKs send an OAuth card with a button that leads nowhere: the channel puts the link into it, as that of a person in a conversation. All else
 * stays as the bot sent it.
 */
export function withSignInLinks(activity: Activity, { botId, userId }: Pick<TokenPlace, "botId" | "userId">): Activity {
  const { attachments } = activity;
  if (!attachments?.some(({ contentType }) => contentType === oauthCard)) return activity;
  const linkFor = (connectionName: string) =>
    signInLinkOf({ botId, userId, connectionName, channelId: activity.channelId, conversationId: activity.conversation.id });
  return { ...activity, attachments: attachments.map((attachment) => withLink(attachment, linkFor)) };
}

type Attachment = NonNullable<Activity["attachments"]>[number];

function withLink(attachment: Attachment, linkFor: (connectionName: string) => string): Attachment {
  const { contentType, content } = attachment;
  if (contentType !== oauthCard || !isJsonObject(content) || !Array.isArray(content.buttons)) return attachment;
  const { connectionName, buttons } = content;
  if (typeof connectionName !== "string") return attachment;
  const linked = buttons.map((button) =>
    isJsonObject(button) && isLinkless(button) ? { ...button, value: linkFor(connectionName) } : button,
  );
  return { ...attachment, content: { ...content, buttons: linked } };
}

function isLinkless({ type, value }: Record<string, unknown>): boolean {
  return typeof type === "string" && opening.has(type) && (value === undefined || value === null || value === "");
}
