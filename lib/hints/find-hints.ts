import { findAddress } from "./detectors/address";
import { findBirthDate } from "./detectors/birth-date";
import { findName } from "./detectors/names";
import { findCard, findEmail, findIban, findIp, findNationalId } from "./detectors/numbers";
import { findPhone, type PhoneRegions } from "./detectors/phone";
import { findByProperty } from "./detectors/property-cues";
import { findSpecialCategory } from "./detectors/special-category";
import { confidences, type Finding, type Hint, type Place } from "./hint";
import { type Subject, toSubject } from "./subject";

export type HintOptions = { phoneRegions: PhoneRegions };

/** Said instead of a reason in which the value happens to stand, such as that of the value "religion". */
export const reasonWithoutValue = "Looks personal.";

const byText = [findEmail, findIban, findCard, findIp, findNationalId, findBirthDate, findAddress, findSpecialCategory, findName];
const byName = [findByProperty, findSpecialCategory];

/** Everything that our own detectors find, one hint for each path and kind: the surest. */
export function findHints(places: readonly Place[], { phoneRegions }: HintOptions): Hint[] {
  const detectors = [...byText, (subject: Subject) => findPhone(subject, phoneRegions), findByProperty];
  return surestHints(places.flatMap((place) => hintsAt(place, detectors)));
}

/** What the names of properties alone give away. */
export function findHintsByName(places: readonly Place[]): Hint[] {
  const detectors = byName.map((detect) => (subject: Subject) => detect({ ...subject, folded: "" }));
  return surestHints(places.flatMap((place) => hintsAt(place, detectors)));
}

/** One hint for each path and kind. Of two that are alike sure the earlier one stays. */
export function surestHints(hints: readonly Hint[]): Hint[] {
  const surest = new Map<string, Hint>();
  for (const hint of hints) {
    const key = JSON.stringify([hint.path, hint.kind]);
    const other = surest.get(key);
    if (!other || rank(hint) < rank(other)) surest.set(key, hint);
  }
  return [...surest.values()];
}

function hintsAt(place: Place, detectors: readonly ((subject: Subject) => Finding[])[]): Hint[] {
  const subject = toSubject(place);
  return detectors.flatMap((detect) => detect(subject)).map((found) => toHint(place, found));
}

/** The hint at its place, with another reason if the value happened to stand in the one given. */
export function toHint({ path, value }: Place, found: Finding): Hint {
  const text = String(value).trim().toLowerCase();
  const repeats = text !== "" && found.reason.toLowerCase().includes(text);
  return { path, ...found, ...(repeats && { reason: reasonWithoutValue }) };
}

function rank({ confidence }: Hint): number {
  return confidences.indexOf(confidence);
}
