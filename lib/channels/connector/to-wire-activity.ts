import * as z from "zod";
import type { Activity } from "@/lib/model";

/** What a channel would refuse is refused here too, as an error of the bot's turn. Members not named are kept. */
const outgoingActivity = z.looseObject({
  type: z.string().min(1).default("message"),
  text: z.string().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string().min(1) })).optional(),
  conversation: z.looseObject({ id: z.string() }).optional(),
  from: z.looseObject({ id: z.string() }).optional(),
  recipient: z.looseObject({ id: z.string() }).optional(),
});

/** The activity as it would cross the wire: plain JSON, and a member that is null counts as absent. */
export function toWireActivity(activity: object): Partial<Activity> {
  return checkWireActivity(JSON.parse(JSON.stringify(activity)));
}

/** An activity of a bot that came as JSON, in the shapes that SDKs send it (protocols 2.2). Throws a TypeError for what is none. */
export function checkWireActivity(plain: unknown): Partial<Activity> {
  const checked = outgoingActivity.safeParse(isObject(plain) ? withoutNulls(plain) : plain);
  if (!checked.success) throw new TypeError(`The bot sent an activity that no channel would take: ${z.prettifyError(checked.error)}`);
  return checked.data;
}

function withoutNulls(activity: object): object {
  return Object.fromEntries(
    Object.entries(activity).flatMap(([key, value]) => (value !== null || key === "value" ? [[publicName(key), value]] : [])),
  );
}

/** Agents 1.8.1 writes its raw field `_channelId` in the answer of expectReplies (protocols 2.1). */
function publicName(key: string): string {
  return key === "_channelId" ? "channelId" : key;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
