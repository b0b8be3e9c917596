import * as z from "zod";

/** The key of private state holds two ids and the channel's, in at most 1,000 characters. */
const maxIdCharacters = 450;
/** PostgreSQL indexes rows of at most 2,704 bytes, and a member's holds two ids. */
const maxIdBytes = 1300;

/** Ids hold anything that UTF-8 can carry; half a surrogate pair has no percent-encoded form. */
export const anyId = z
  .string()
  .min(1)
  .max(maxIdCharacters)
  .refine((id) => !/\p{Surrogate}/u.test(id), "Invalid input: this text is not well-formed Unicode")
  .refine((id) => storedBytes(id) <= maxIdBytes, `Too big: an id may have ${maxIdBytes} bytes as UTF-8`);

/** NUL and SUBSTITUTE are escaped where they are stored, with four characters more. */
function storedBytes(id: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be counted.
  return new TextEncoder().encode(id).length + 4 * (id.match(/[\0\u001a]/g)?.length ?? 0);
}
