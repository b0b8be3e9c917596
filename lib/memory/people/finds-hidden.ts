import { minPartLength } from "@/lib/db";
import { isContactId } from "@/lib/model";

/** So many digits has a telephone number that is no day of birth. */
const minDigits = 9;

/**
 * Whether a text that is looked for as a whole finds people by values that its reader may not see: an e-mail address or a telephone number alone,
 * by which whoever writes in is found. By an age, a diagnosis or a yes whoever has them could be listed, value by value.
 */
export function findsHidden(folded: string): boolean {
  return isContactId(folded) && (folded.includes("@") || folded.replaceAll(/\D/g, "").length >= minDigits);
}

/** Too short for the index of parts; and for a name or an id that the reader may not see, of which there are too few so short. */
export function isShort(folded: string): boolean {
  return [...folded].length < minPartLength;
}
