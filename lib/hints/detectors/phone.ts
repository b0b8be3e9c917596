import { type CountryCode, findPhoneNumbersInText } from "libphonenumber-js/max";
import { type Finding, finding } from "../hint";
import { hasPhrase, type Subject } from "../subject";
import { isNumberOfThing } from "./numbers";
import { phoneNames } from "./property-cues";

/** Words that ask to be called, or announce a number to call. */
const callCue =
  /\b(answer\w*|messages? (?:to|on)|registered|sms|fax|contact\w*|call|ring|phone|mobile|cell|text me|whatsapp|tel|telefon\w*|anruf\w*|ruf(en|t)?|handy\w*|mobil\w*|erreich\w*|appel\w*|joindre|telephone|portable|mon numero|llam\w+|telefono|movil|whatsapp|hiv(j|d|jon|hat)\w*|szam(om|on))\b/;

/** Countries whose numbers are known without +, in the order in which they are tried. */
export type PhoneRegions = readonly string[];

export function findPhone(subject: Subject, regions: PhoneRegions): Finding[] {
  const { text, folded, words } = subject;
  if (!/\d(?:[^\n]?\d){5}/.test(text.replace(/[()/.]/g, ""))) return [];
  if (hasNumber(text)) return [finding("phone", "likely", "Is a telephone number that exists in the numbering plan of its country.")];
  const isNamed = hasPhrase(words, phoneNames);
  const isAnnounced = callCue.test(folded) && !isNumberOfThing(subject);
  if (!isNamed && !isAnnounced) return [];
  const digits = typeof subject.value === "number" ? `+${text}` : text;
  const isKnown = hasNumber(digits) || regions.some((region) => hasNumber(text, region));
  if (!isKnown) return [];
  const cue = isNamed ? "the property's name says so too" : "the words around it ask for a call";
  return [finding("phone", "likely", `Fits the numbering plan of a country, and ${cue}.`)];
}

function hasNumber(text: string, region?: string): boolean {
  const numbers = findPhoneNumbersInText(text, {
    ...(region && { defaultCountry: region as CountryCode }),
    extended: true,
    v2: true,
  } as never);
  return numbers.length > 0;
}
