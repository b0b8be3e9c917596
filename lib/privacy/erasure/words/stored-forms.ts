import { type Env, env } from "@/lib/env";
import { foldText } from "@/lib/facts";
import { isPhone, phoneForms } from "../../spelling/phone-pattern";
import { isAddress } from "../../spelling/text-pattern";

/**
 * How a text may stand in a column, as far as a database can be asked for it: each cell with one of these is looked at by a `Redactor`. As it is, in
 * small and capital letters, with accents as one character or two, inside JSON and in an address; a telephone number as it is mostly written.
 */
export function storedForms(text: string, { phoneRegions }: Pick<Env, "phoneRegions"> = env()): string[] {
  if (isPhone(text)) return withoutLonger(phoneForms(text, phoneRegions));
  const tagged = isAddress(text) ? [`${text.slice(0, text.lastIndexOf("@"))}+`] : [];
  const cased = [text, ...tagged].flatMap((one) => [one, foldText(one), one.toLowerCase(), one.toUpperCase()]);
  const composed = cased.flatMap((one) => [one, one.normalize("NFC"), one.normalize("NFD")]);
  return withoutLonger(
    composed.flatMap((one) => [one, JSON.stringify(one).slice(1, -1), encodeURIComponent(one.replace(/\p{Cs}/gu, "\ufffd"))]),
  );
}

/** Wherever a form stands that another is a part of, that one stands too. */
function withoutLonger(forms: readonly string[]): string[] {
  const once = [...new Set(forms)];
  return once.filter((form) => !once.some((other) => other !== form && form.includes(other)));
}
