import { db, type ScannedText } from "@/lib/db";
import { env } from "@/lib/env";
import { foldText } from "@/lib/facts";
import { HarnessError } from "@/lib/model";
import { isPartial } from "../reach/reach";
import type { Sought } from "../steps/sealed";

/** The key of this installation is no text of anybody's, and the lock is empty. */
const skipped = ["secret.key", "turnscope.lock"];
const minHalf = 5;

/**
 * Looks for every text and its halves in every byte of the database's files and its log, and for whole ones in all else in the data folder, where dates
 * and numbers of our own would be halves of somebody's by chance. A form that stands in a
 * compacted copy too is a part of somebody else's text, since the look through all columns found the whole one nowhere. Throws when one is found.
 */
export async function scanBytes({ reach, needles }: Sought): Promise<{ files: number; forms: number; ambiguous: number }> {
  const { upkeep } = await db();
  const texts = needles.sought.map(formsOf);
  // What is kept under a hold stands in the database, and so in the copy: anywhere else it is a trace all the same.
  const kept = isPartial(reach) ? needles.sought : [];
  const { hits, ...scanned } = await upkeep.scan({ files: upkeep.files, folder: env().dataFolder, skip: skipped, texts, kept });
  if (hits.length === 0) return scanned;
  const places = hits.map(({ file, forms }) => `${file}: ${forms}`).join("; ");
  throw new HarnessError(
    "internal",
    `Bytes of what was erased were found in files (${places}). The case has failed; run it again, or ask for help.`,
    {
      details: { files: hits.map(({ file }) => file) },
    },
  );
}

/** As written, in lower case, with accents as one character or two, with other than ASCII escaped as in JSON; and the halves of each. */
function formsOf(text: string): ScannedText {
  const forms = [...new Set([text, foldText(text), text.normalize("NFC"), text.normalize("NFD"), escaped(text)])];
  const halves = forms.flatMap((one) => [one.slice(0, Math.ceil(one.length / 2)), one.slice(Math.ceil(one.length / 2))]);
  return { forms, parts: [...new Set(halves)].filter((half) => half.length >= minHalf && !forms.includes(half)) };
}

function escaped(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
