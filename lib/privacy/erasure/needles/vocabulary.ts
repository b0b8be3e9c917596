import { requestNumber } from "@/lib/model";

const mediaType = /^(?:application|audio|font|image|message|model|multipart|text|video)\/[\w.+-]+(?:;\s*[\w-]+=[\w."-]+)*$/i;
const schema = /^https?:\/\/(?:[\w-]+\.)*(?:adaptivecards\.io|botframework\.com|luis\.ai|schema\.org)(?:\/|$)/i;
/** What Teams calls a channel or a group; the chat of one person has their id in it, and is called otherwise. */
const teamsThread = /^19:[\w.-]+@thread\.(?:skype|tacv2|v2)(?:;messageid=\d+)?$/i;
const build = /^v?\d+\.\d+\.\d+[-+][\w.+-]+$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/i;

/** Types of activities, and codes with which conversations end (Bot Framework -- Activity, A1 and A3), as far as nobody else says so. */
const ofProtocol = new Set([
  ...["contactRelationUpdate", "conversationUpdate", "deleteUserData", "endOfConversation", "installationUpdate", "invokeResponse"],
  ...["messageDelete", "messageReaction", "messageUpdate", "completedSuccessfully", "userCancelled", "botTimedOut"],
  ...["botIssuedInvalidMessage", "channelFailed", "acceptingInput", "expectingInput", "ignoringInput", "expectReplies"],
]);

/**
 * What programs call times, places and kinds of things: a bot that keeps one says nothing of anybody by it, and others' messages have it in them
 * by the protocol.
 */
export function isVocabulary(text: string): boolean {
  return isOfPrograms(text) || instant.test(text) || isTimeZone(text) || requestNumber.safeParse(text).success;
}

function isOfPrograms(text: string): boolean {
  return ofProtocol.has(text) || [mediaType, schema, teamsThread, build].some((form) => form.test(text));
}

function isTimeZone(text: string): boolean {
  if (!/^[A-Z][\w+-]+(?:\/[\w+-]+){1,2}$/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
