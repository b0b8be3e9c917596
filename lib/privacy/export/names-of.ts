import { isSpaceless } from "../spelling/text-pattern";

/** One letter is nobody's name in a text. */
export const minNameLength = 2;

/** All that somebody may be called: their name, and its parts. */
export function namesOf(name: string): string[] {
  const parts = name.split(/\s+/).filter((part) => part.length > minNameLength || isSpaceless(part));
  return [name, ...parts].filter((text) => text.trim().length >= minNameLength);
}
