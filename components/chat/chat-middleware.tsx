import type { Components } from "botframework-webchat";
import type { ComponentProps } from "react";
import { isJsonObject } from "@/lib/model";
import { ActivityFrame, ActivityNote, noteOf } from "./activity-frame";
import type { ChatActivity } from "./chat-activity";
import { MessageStatus } from "./message-status";
import { OtherPerson } from "./other-person";
import { ownFileUrl, ownSignInUrl } from "./own-files";
import { isOpenable } from "./script-urls";
import { TypingDots } from "./typing-dots";
import { RemoteImage, UnsupportedAttachment } from "./unsupported-attachment";

type ComposerProps = ComponentProps<typeof Components.Composer>;
type Middleware<Name extends keyof ComposerProps> = Exclude<ComposerProps[Name], undefined | readonly unknown[]>;

/** Every activity in our frame; what Web Chat leaves out gets a line of its own where a tester would miss it. */
export const activityMiddleware: Middleware<"activityMiddleware"> =
  () =>
  (next) =>
  (...args) => {
    const activity = args[0].activity as ChatActivity;
    const render = isNoteOnly(activity) ? false : next(...args);
    const note = render ? null : noteOf(activity);
    if (render) {
      return (...how) => (
        <ActivityFrame activity={activity}>
          <OtherPerson activity={activity} isFirstOfRun={how[1].showCallout} />
          {render(...how)}
        </ActivityFrame>
      );
    }
    return note === null ? false : () => <ActivityNote activity={activity} text={note} />;
  };

// For these Web Chat has no renderer at all, and stops with an error instead of leaving them out.
function isNoteOnly({ type }: ChatActivity): boolean {
  return type !== "message" && type !== "typing";
}

/** Web Chat would put the bot and other people into one group, under one name. */
export const groupActivitiesMiddleware: Middleware<"groupActivitiesMiddleware"> = () => (next) => (args) => ({
  ...next(args),
  sender: groupRuns(args.activities, ({ from }) => (from.role === "user" ? "me" : from.id)),
});

function groupRuns<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const runs: Item[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run?.[0] && keyOf(run[0]) === keyOf(item)) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

/** Web Chat's own words while a message is on its way or has failed (with Retry); ours once it is there. */
export const activityStatusMiddleware: Middleware<"activityStatusMiddleware"> = () => (next) => (args) => {
  const { activity, hideTimestamp, sendState } = args;
  if (sendState === "sending" || sendState === "send failed" || hideTimestamp) return next(args);
  return <MessageStatus activity={activity as ChatActivity} />;
};

export const typingIndicatorMiddleware: Middleware<"typingIndicatorMiddleware"> =
  () =>
  () =>
  ({ visible }) =>
    visible && <TypingDots />;

type Attachment = { contentType?: string; contentUrl?: string; content?: unknown; name?: string };

export const attachmentMiddleware: Middleware<"attachmentMiddleware"> =
  () =>
  (next) =>
  (...given) => {
    const [args, attachment] = withOwnFile(given);
    if (!attachment) return next(...args);
    const { contentType = "", contentUrl = "", name } = attachment;
    const isOwn = ownFileUrl(contentUrl, location) !== null;
    if (!isOwn && contentType.startsWith("image/") && /^https?:/i.test(contentUrl)) return <RemoteImage url={contentUrl} name={name} />;
    if (isMalformedCard(attachment)) return <UnsupportedAttachment attachment={attachment} />;
    try {
      return next(...args);
    } catch {
      // The last of Web Chat's renderers throws for a type that none of them knows, and would take the whole chat with it.
      return <UnsupportedAttachment attachment={attachment} />;
    }
  };

type AttachmentArgs = Parameters<ReturnType<ReturnType<Middleware<"attachmentMiddleware">>>>;

/** A file that was uploaded is fetched from this page's own origin, whatever the server called itself. */
function withOwnFile([first, ...rest]: AttachmentArgs): [AttachmentArgs, Attachment | undefined] {
  const attachment = first?.attachment as Attachment | undefined;
  const url = ownFileUrl(attachment?.contentUrl ?? "", location);
  if (!first || !attachment || url === null) return [[first, ...rest], attachment];
  // Web Chat shows a person's own picture only by its thumbnail.
  const own = { ...attachment, contentUrl: url, ...(attachment.contentType?.startsWith("image/") && { thumbnailUrl: url }) };
  return [[{ ...first, attachment: own as typeof first.attachment }, ...rest], own];
}

/** The same for the copy that screen readers get. */
export const attachmentForScreenReaderMiddleware: Middleware<"attachmentForScreenReaderMiddleware"> =
  () =>
  (next) =>
  (...args) => {
    const attachment = args[0]?.attachment as Attachment;
    const words = () => <p>An attachment of type {attachment.contentType ?? "unknown"}</p>;
    if (isMalformedCard(attachment)) return words;
    return isCard(attachment) || attachment.contentUrl || attachment.contentType?.startsWith("text/") ? next(...args) : words;
  };

const isCard = ({ contentType = "" }: Attachment): boolean => contentType.startsWith("application/vnd.microsoft.card.");

/** Cards whose parts are not what Web Chat takes for granted that they are. */
function isMalformedCard(attachment: Attachment): boolean {
  if (!isCard(attachment)) return false;
  const { content } = attachment;
  if (!isJsonObject(content)) return true;
  return ["buttons", "images", "body", "actions", "facts", "items"].some((name) => content[name] != null && !Array.isArray(content[name]));
}

const openingTypes = new Set(["call", "downloadFile", "openUrl", "playAudio", "playVideo", "showImage", "signin"]);

type CardActions = { conversationId: string; refuse: (sentence: string) => void };

/** A link on a card opens in a tab of its own that knows nothing of this page; one that could run script does not, and says so. */
export function createCardActionMiddleware({ conversationId, refuse }: CardActions): Middleware<"cardActionMiddleware"> {
  return () =>
    (next) =>
    (...args) => {
      const { type, value } = args[0].cardAction as { type: string; value?: unknown };
      if (openingTypes.has(type) && (typeof value !== "string" || !isOpenable(value))) {
        refuse("The link on this card was not opened: only web, mail and phone addresses are.");
        return {};
      }
      // Web Chat would open it as a window that can reach this page, and write more behind its address.
      if (type === "signin") {
        window.open(ownSignInUrl(value as string, conversationId, location) ?? (value as string), "_blank", "noopener,noreferrer");
        return {};
      }
      return next(...args);
    };
}
