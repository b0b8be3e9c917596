import * as z from "zod";
import { anyId } from "./any-id";
import { isJsonObject } from "./json";

/** Attachments travel inside the activity as data URLs, so this bounds a file in either direction. */
export const maxAttachmentBytes = 4 * 1024 * 1024;
export const maxAttachments = 10;

const attachment = z.looseObject({
  contentType: z.string().min(1),
  contentUrl: z.string().optional(),
  content: z.unknown().optional(),
  name: z.string().optional(),
});

const channelAccount = z.looseObject({
  id: anyId,
  name: z.string().max(1000).optional(),
  role: z.string().optional(),
});

/** What a client may post; `{text}` is enough. Unknown members are kept: channels and cards carry their own. */
export const postedActivity = z.looseObject({
  type: z.string().min(1).max(100).default("message"),
  text: z.string().optional(),
  from: channelAccount.optional(),
  locale: z.string().max(100).optional(),
  timestamp: z.string().max(100).optional(),
  value: z.unknown().optional(),
  name: z.string().optional(),
  attachments: z.array(attachment).max(maxAttachments).optional(),
  channelData: z.unknown().optional(),
  entities: z.array(z.unknown()).optional(),
});
export type PostedActivity = z.infer<typeof postedActivity>;

/** An activity in the transcript: the harness has set its id, timestamp, channel, conversation and sides. */
export type Activity = {
  id: string;
  type: string;
  timestamp: string;
  channelId: string;
  serviceUrl?: string;
  conversation: { id: string; [key: string]: unknown };
  from: { id: string; name?: string; role?: string; [key: string]: unknown };
  recipient: { id: string; name?: string; role?: string; [key: string]: unknown };
  replyToId?: string;
  text?: string;
  attachments?: { contentType: string; contentUrl?: string; content?: unknown; name?: string; [key: string]: unknown }[];
  channelData?: unknown;
  [key: string]: unknown;
};

/** Activity types that belong to the inspector and never to the chat (protocols: traces, debug events). */
export function isShownInChat(activity: Pick<Activity, "type">): boolean {
  return activity.type === "message" || activity.type === "typing" || activity.type === "endOfConversation";
}

const lateMark = "turnscope:late";

/** A reply that came when its turn had ended; marked in its channelData, where channels put what is theirs. */
export function isLateReply({ channelData }: Pick<Activity, "channelData">): boolean {
  return isJsonObject(channelData) && channelData[lateMark] === true;
}

/** A bot's own channelData that is no object is left as it is. */
export function markLate<T extends Partial<Activity>>(activity: T): T {
  const { channelData = {} } = activity;
  return isJsonObject(channelData) ? { ...activity, channelData: { ...channelData, [lateMark]: true } } : activity;
}
