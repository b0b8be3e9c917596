const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** `length` characters of 5 random bits each, safe in URLs without escaping (protocols need that of our ids). */
export function randomText(length: number): string {
  let text = "";
  for (let position = 0; position < length; position++) text += alphabet[nextRandomByte() & 31];
  return text;
}

/** Asked for by the thousand: each call to the system costs as much as hundreds of bytes. */
const pool = new Uint8Array(4096);
let used = pool.length;

function nextRandomByte(): number {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return pool[used++] ?? 0;
}

export const newConversationId = (): string => `c-${randomText(10)}`;
export const newUserId = (): string => `u-${randomText(8)}`;
export const newActivityId = (): string => `a-${randomText(16)}`;
export const newSnapshotId = (): string => `s-${randomText(16)}`;
export const newLostValueId = (): string => `l-${randomText(16)}`;
export const newPersonaId = (): string => `p-${randomText(12)}`;
export const newIdentityLinkId = (): string => `i-${randomText(16)}`;
export const newFactNoteId = (): string => `n-${randomText(16)}`;
/** 60 random bits, so that an eTag never comes back, not even after a delete or a clock that jumped. */
export const newETag = (): string => randomText(12);
export const newRecipientId = (): string => `r-${randomText(16)}`;
/** 130 random bits: whoever has the link of an export has the file, as far as rights go. */
export const newExportId = (): string => randomText(26);
