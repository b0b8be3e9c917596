import * as z from "zod";
import type { Activity } from "./activity";
import { anyId } from "./any-id";
import { isJsonObject, type JsonObject, type JsonValue } from "./json";
import { anActivity } from "./masking/mask-marks";

/** A transcript or bug bundle of more bytes is neither made nor opened. */
export const maxFileBytes = 64 * 1024 * 1024;
/** State may nest 200 levels over HTTP, and a bundle wraps at most ten around it. What bots nest deeper is in no file. */
export const maxFileDepth = 256;
/** The most that is opened; what we save is opened again, so conversations of more are not saved as files either. */
export const maxTranscriptActivities = 100_000;

const account = z.looseObject({ id: anyId, name: z.string().max(1000).optional(), role: z.string().optional() });

/** What an activity must have so that it can be shown; whatever else it holds is kept as it is. */
const shownActivity = z.looseObject({
  id: anyId.optional(),
  type: z.string().min(1).max(100),
  timestamp: z.string().optional(),
  from: account,
  recipient: account.optional(),
  text: z.string().optional(),
  replyToId: z.string().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string() })).optional(),
});
export type ShownActivity = z.infer<typeof shownActivity>;

/** An activity of a file. It is checked and passed on as it is, so that a property named `__proto__` stays one. */
export const activityInFile = anActivity(
  z
    .custom<ShownActivity>(isJsonObject, "Invalid input: expected an activity")
    .superRefine((activity, context) => {
      for (const issue of shownActivity.safeParse(activity).error?.issues ?? []) {
        context.addIssue({ code: "custom", path: issue.path.map(toStep), message: issue.message });
      }
    })
    .meta({
      type: "object",
      description: "A Bot Framework activity",
      properties: { type: { type: "string" }, from: { type: "object", properties: { id: { type: "string" } }, required: ["id"] } },
      required: ["type", "from"],
    }),
);

/** A `.transcript` of the Emulator: a JSON array of activities (protocols §8). */
export const transcriptFile = z.array(activityInFile).min(1).max(maxTranscriptActivities);

/** New ids by their old ones. Those of conversation and people do not mix. */
export type ActivityRenaming = { conversationId: string; accounts: Pick<ReadonlyMap<string, string>, "get"> };

/** The activity as said in another conversation, by people of other ids. */
export function renameInActivity<T extends object>(activity: T, { conversationId, accounts }: ActivityRenaming): T {
  const old = activity as unknown as JsonObject;
  const rename = (value: JsonValue | undefined) => renameAccount(value, accounts);
  const renamed: JsonObject = { conversation: { ...asObject(old.conversation), id: conversationId } };
  for (const name of ["from", "recipient"]) if (isJsonObject(old[name])) renamed[name] = rename(old[name]);
  for (const name of ["membersAdded", "membersRemoved"]) if (Array.isArray(old[name])) renamed[name] = old[name].map(rename);
  if (Array.isArray(old.entities)) {
    renamed.entities = old.entities.map((entity) =>
      isJsonObject(entity) && isJsonObject(entity.mentioned) ? { ...entity, mentioned: rename(entity.mentioned) } : entity,
    );
  }
  return { ...activity, ...renamed };
}

function renameAccount(value: JsonValue | undefined, accounts: ActivityRenaming["accounts"]): JsonValue {
  if (!isJsonObject(value) || typeof value.id !== "string") return value ?? null;
  return { ...value, id: accounts.get(value.id) ?? value.id };
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** What the bot took back is not in a transcript (the Emulator kept it); what it changed is there as it was changed. */
export function isInTranscript(activity: Pick<Activity, "type">): boolean {
  return activity.type !== "messageDelete";
}

/** Who of a transcript is the bot: whoever is said to be, else who replied, else whom the first activity is for. */
export function botOfTranscript(activities: readonly ShownActivity[]): { id: string; name?: string } | null {
  const accounts = activities.flatMap(({ from, recipient }) => [from, ...(recipient ? [recipient] : [])]);
  return (
    accounts.find(({ role }) => role === "bot") ?? activities.find(({ replyToId }) => replyToId)?.from ?? activities[0]?.recipient ?? null
  );
}

function toStep(step: PropertyKey): string | number {
  return typeof step === "symbol" ? String(step) : step;
}
