import { type Activity, type BotCopy, filterOwn, getOwn, isJsonObject, type JsonObject, type JsonValue, toldSource } from "@/lib/model";

const commandType = "https://www.botframework.com/schemas/command";

type Told = Pick<BotCopy, "source" | "user" | "conversation" | "private" | "dialog">;
const nothing = { user: null, conversation: null, private: null, dialog: null };

/** The state that an activity tells of, in the shapes of each SDK (protocols 4.3, 7); null for an activity that tells none. */
export function readBotCopy(activity: Partial<Activity>): Told | null {
  const source = toldSource(activity);
  const value = activity.value as JsonValue | undefined;
  if (source === "debug") return readVariables(value as JsonValue[]);
  return source === "inspection" && isJsonObject(value) ? readTrace(value) : null;
}

/** The command that a bot answers `/INSPECT open` with. */
export function readAttachCommand(activities: readonly Partial<Activity>[]): string | null {
  const command = activities.find(({ type, valueType }) => type === "trace" && valueType === commandType)?.value;
  return typeof command === "string" && command.startsWith("/INSPECT attach ") ? command : null;
}

/** JavaScript and C# write camel case, Python snake case. */
function readTrace(value: JsonObject): Told {
  const of = (scope: string): JsonValue => withoutETag(getOwn(value, `${scope}State`) ?? getOwn(value, `${scope}_state`) ?? null);
  return { ...nothing, source: "inspection", user: of("user"), conversation: of("conversation") };
}

/** The tag is the storage's affair, and the bot's copy of it mostly "*". */
function withoutETag(value: JsonValue): JsonValue {
  return isJsonObject(value) ? filterOwn(value, (name) => name !== "eTag" && name !== "e_tag") : value;
}

/** What `session.watch` dumps after each batch; the last of each name counts. */
function readVariables(items: readonly JsonValue[]): Told {
  const variables = items.filter(isJsonObject).filter((item) => item.type === "variable");
  const of = (name: string): JsonValue => variables.findLast((item) => item.name === name)?.value ?? null;
  return {
    source: "debug",
    user: of("userData"),
    conversation: of("conversationData"),
    private: of("privateConversationData"),
    dialog: of("dialogStack"),
  };
}
