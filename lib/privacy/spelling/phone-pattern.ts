import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";

const between = String.raw`[\s().\/\p{Pd}]{0,3}`;

/** Seven digits and nothing but what people write between them; days are written like that too. */
export function isPhone(text: string): boolean {
  return /^\+?[\d\s().-]+$/.test(text) && digitsOf(text).length >= 7 && !isDay(text);
}

function isDay(text: string): boolean {
  return /^(?:\d{4}[-.]\d{1,2}[-.]\d{1,2}|\d{1,2}[-.]\d{1,2}[-.]\d{4})\.?$/.test(text.trim());
}

/** A telephone number with or without its country, spaced in any way; another number with any signs between its digits. */
export function phonePattern(text: string, regions: readonly string[]): string {
  const known = toKnown(text, regions);
  if (!known) return String.raw`\+?${spaced(digitsOf(text))}`;
  const country = String.raw`(?:(?:\+|00|%2B)${between})?${spaced(known.countryCallingCode)}${between}(?:0${between})?`;
  const anyOf = [String.raw`(?:${country}|\(?0${between})?\(?${spaced(known.nationalNumber)}`, String.raw`\+?${spaced(digitsOf(text))}`];
  return `(?:${anyOf.join("|")})`;
}

/** As people and programs write it most: what a database is searched for, where no pattern can be. */
export function phoneForms(text: string, regions: readonly string[]): string[] {
  const known = toKnown(text, regions);
  const national = known ? [known.formatNational(), `0${known.nationalNumber}`, known.formatInternational(), known.number] : [];
  const forms = [
    text,
    digitsOf(text),
    ...national,
    ...(known ? [known.nationalNumber, known.formatInternational().replace(/^\S+ /, "")] : []),
  ];
  return [...new Set(forms.flatMap((form) => [form, form.replaceAll(" ", "-"), form.replaceAll(" ", "")]))];
}

/** One with "+" need not exist, such as those that are kept for films; without, it may be of any country. */
function toKnown(text: string, regions: readonly string[]) {
  if (text.trim().startsWith("+")) return parsePhoneNumberFromString(text);
  const known = regions.map((region) => parsePhoneNumberFromString(text, region as CountryCode));
  return known.find((one) => one?.isValid());
}

function spaced(digits: string): string {
  return [...digits].join(between);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}
