import { formatStorageKey, HarnessError, type ItemScope } from "@/lib/model";

/** Whose data a path of the Bot State service names: a person's, a conversation's, or a person's in a conversation. */
export type BotDataPlace = { channelId: string } & (
  | { scope: "user"; userId: string }
  | { scope: "conversation"; conversationId: string }
  | { scope: "private"; conversationId: string; userId: string }
);

/** A place without its scope, as an address of state has it. */
export type BotDataOwner = { channelId: string; conversationId?: string; userId?: string };

export function ownerOfPlace(place: BotDataPlace): BotDataOwner {
  const { scope: _, ...owner }: BotDataOwner & { scope: ItemScope } = place;
  return owner;
}

/**
 * The storage key under which it is kept: another one for every place. The few ids that would make two places one key are refused, as
 * `invalid_request`; nothing makes such ids.
 */
export function botDataKey(place: BotDataPlace): string {
  if (place.channelId.includes("/")) throw ambiguous("channel");
  if (place.scope !== "user" && isAmbiguous(place.conversationId)) throw ambiguous("conversation");
  return formatStorageKey({ ...place, style: "plain", namespace: "" });
}

/** The conversation must end where the key's first "/users/" begins. */
function isAmbiguous(conversationId: string): boolean {
  return `${conversationId}/users/`.indexOf("/users/") !== conversationId.length;
}

function ambiguous(what: string): HarnessError {
  return new HarnessError("invalid_request", `This ${what} id cannot be kept apart from others. Use one without "/".`);
}
