import { parseStorageKey } from "../storage-key";

const address = /[^\s@/]@[^\s@/]/;
/** With the channel before it, as in `whatsapp:+436641234567`. */
const telephone = /^(?:[a-z][a-z.-]*[:/])*\+?[\d\s().-]{7,24}$/i;

/** An id by which its owner can be reached: a telephone number or an e-mail address. On channels of these there is no other. */
export function isContactId(id: string): boolean {
  return address.test(id) || (telephone.test(id) && isLongEnough(id.replaceAll(/\D/g, "").length));
}

function isLongEnough(digits: number): boolean {
  return digits >= 7 && digits <= 15;
}

/** Every id by which somebody can be reached that stands in a storage key or an address, each of which is a part between slashes. */
export function replaceContactIds(text: string, replace: (id: string) => string): string {
  const owner = ownerOfKey(text);
  const named = owner !== undefined && isContactId(owner) ? text.replaceAll(owner, replace) : text;
  return named.replaceAll(/[^/?&=#]+/g, (part) => {
    const id = decoded(part);
    return isContactId(id) ? replace(id) : part;
  });
}

/** Whose a storage key says it is; nobody's where its form is none that is known. */
export function ownerOfKey(key: string): string | undefined {
  const parsed = parseStorageKey(key, {});
  return parsed.style === "unclassified" ? undefined : parsed.userId;
}

/** A part that is no percent-encoding is meant as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
