const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** `length` characters of 5 random bits each, safe in URLs without escaping (protocols need that of our ids). */
export function randomText(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join("");
}

export const newConversationId = (): string => `c-${randomText(10)}`;
export const newUserId = (): string => `u-${randomText(8)}`;
export const newActivityId = (): string => `a-${randomText(16)}`;
/** 60 random bits, so that an eTag never comes back, not even after a delete or a clock that jumped. */
export const newETag = (): string => randomText(12);
