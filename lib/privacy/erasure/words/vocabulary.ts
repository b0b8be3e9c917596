import { requestNumber } from "@/lib/model";

const mediaType = /^(?:application|audio|font|image|message|model|multipart|text|video)\/[\w.+-]+$/i;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/i;

/**
 * What programs call times, places and kinds of things: a bot that keeps one says nothing of anybody by it, and others' messages have it in them
 * by the protocol.
 */
export function isVocabulary(text: string): boolean {
  return mediaType.test(text) || instant.test(text) || isTimeZone(text) || requestNumber.safeParse(text).success;
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
