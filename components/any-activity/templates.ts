import type { JsonObject, LoggedActivity, Persona } from "@/lib/model";

/** What a template is filled in with. */
export type Setting = { persona: Persona; bot: Persona; history: readonly LoggedActivity[] };

export type Template = { id: string; title: string; hint: string; make: (setting: Setting) => JsonObject | null };

const update = (added: readonly Persona[], removed: readonly Persona[]): JsonObject => ({
  type: "conversationUpdate",
  membersAdded: added.map(({ id, name }) => ({ id, name })),
  membersRemoved: removed.map(({ id, name }) => ({ id, name })),
});

/** Activities that a person does not type, ready to be changed and sent. `make` answers null where there is nothing to make it of yet. */
export const templates: readonly Template[] = [
  {
    id: "members-added",
    title: "conversationUpdate: somebody joins",
    hint: "Also makes them a member.",
    make: ({ bot, persona }) => update([bot, persona], []),
  },
  {
    id: "members-removed",
    title: "conversationUpdate: somebody leaves",
    hint: "They stay readable.",
    make: ({ persona }) => update([], [persona]),
  },
  { id: "typing", title: "typing", hint: "The person is writing.", make: () => ({ type: "typing" }) },
  {
    id: "event",
    title: "event",
    hint: "A name and a value.",
    make: () => ({ type: "event", name: "locationChanged", value: { city: "Lisbon" } }),
  },
  {
    id: "invoke",
    title: "invoke",
    hint: "A call that the bot answers; the answer is shown.",
    make: () => ({ type: "invoke", name: "task/fetch", value: { data: {} } }),
  },
  {
    id: "reaction",
    title: "messageReaction",
    hint: "To the bot's last message.",
    make: ({ history }) => {
      const last = history.findLast(isBotMessage);
      return last
        ? { type: "messageReaction", reactionsAdded: [{ type: "like" }], reactionsRemoved: [], replyToId: last.activity.id }
        : null;
    },
  },
  {
    id: "end",
    title: "endOfConversation",
    hint: "The person hangs up.",
    make: () => ({ type: "endOfConversation", code: "userCancelled" }),
  },
  {
    id: "contact",
    title: "contactRelationUpdate",
    hint: "The bot is added to contacts.",
    make: () => ({ type: "contactRelationUpdate", action: "add" }),
  },
  {
    id: "installation",
    title: "installationUpdate",
    hint: "The bot is installed.",
    make: () => ({ type: "installationUpdate", action: "add" }),
  },
  {
    id: "again",
    title: "The same activity again",
    hint: "What this person sent last, as if it came twice.",
    make: ({ history, persona }) => {
      const last = history.findLast(({ activity }) => activity.from.role === "user" && activity.from.id === persona.id);
      return last ? toResend(last) : null;
    },
  },
  {
    id: "out-of-order",
    title: "A reply out of order",
    hint: "A message that answers what the bot said before the last.",
    make: ({ history }) => {
      const said = history.filter(isBotMessage);
      const earlier = said.at(-2) ?? said.at(-1);
      return earlier ? { type: "message", text: "yes", replyToId: earlier.activity.id } : null;
    },
  },
  {
    id: "message",
    title: "message",
    hint: "With members that the send box has not.",
    make: () => ({ type: "message", text: "", channelData: {} }),
  },
];

function isBotMessage({ activity }: LoggedActivity): boolean {
  return activity.type === "message" && activity.from.role === "bot";
}

/** What the server sets itself; the client's id too, by which it would know the post as one that it has. */
const setByServer = new Set(["id", "timestamp", "channelId", "serviceUrl", "conversation", "from", "recipient", "localTimestamp"]);

/** An activity from the log as it can be sent again. */
export function toResend({ activity }: LoggedActivity): JsonObject {
  const members = Object.entries(activity).filter(([name]) => !setByServer.has(name));
  const again = JSON.parse(JSON.stringify(Object.fromEntries(members))) as JsonObject;
  const { channelData } = again;
  if (typeof channelData !== "object" || channelData === null || Array.isArray(channelData)) return again;
  const { clientActivityID: _, ...rest } = channelData;
  return { ...again, channelData: rest };
}
