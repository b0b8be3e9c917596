import { isIP } from "node:net";
import { isCardNumber, isDni, isIban, isNir, passesCardCheck } from "../check-digits";
import { type Finding, finding } from "../hint";
import { hasPhrase, type Subject } from "../subject";

/** Names of properties whose numbers are of things. */
const namesOfThings = [
  ..."order invoice tracking shipment parcel ticket booking reservation sku ean gtin isbn serial trace hash version build".split(" "),
  ..."bestellnummer sendungsnummer rechnung rechnungsnummer auftrag commande facture suivi pedido factura seguimiento".split(" "),
  ..."rendeles szamlaszam csomag".split(" "),
];

/** Words in a text after which a number is of a thing. */
const textOfThings =
  /\b(order|invoice|tracking|booking|reservation|ticket|bestell\w*|auftrag\w*|sendung\w*|rechnung\w*|commande|facture|colis|pedido|factura|rendeles\w*|csomag\w*)\b/;

export function isNumberOfThing({ words, around, folded }: Subject): boolean {
  return hasPhrase(words, namesOfThings) || hasPhrase(around, namesOfThings) || textOfThings.test(folded);
}

export function findEmail({ text }: Subject): Finding[] {
  const addresses = text.match(/[\p{L}\d.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/gu) ?? [];
  const isAddress = addresses.some((address) => !/\.(png|jpe?g|gif|svg|webp|js|css)$/i.test(address));
  return isAddress ? [finding("email", "certain", "Has the form of an e-mail address.")] : [];
}

export function findIban({ text }: Subject): Finding[] {
  for (const match of text.matchAll(/(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]){11,30}/giu)) {
    // What follows an IBAN in a sentence may look like more of it.
    for (let end = match[0].length; end >= 15; end--) {
      if (isIban(match[0].slice(0, end))) return [finding("iban", "certain", "Passes the check digits of an IBAN.")];
    }
  }
  return [];
}

/** Cards, and papers of identity, named in a text. */
const cardCue = /\b(card|kreditkarte|karte|kartennummer|carte|tarjeta|bankkartya\w*|kartya\w*)\b/;
const paperCue =
  /\b(driver'?s?'? licen[cs]e|driving licen[cs]e|passport|social security|identity card|personalausweis\w*|reisepass\w*|fuhrerschein\w*|passeport|carte d'identite|pasaporte|dni|utlevel\w*|szemelyi\w*)\b[^\n]{0,30}?\b(?=[a-z\d-]*\d[a-z\d-]*\d)[a-z\d-]{6,18}\b/;

export function findCard(subject: Subject): Finding[] {
  const numbers = subject.text.match(/(?<![\p{L}\d])\d(?:[ -]?\d){11,18}(?![\p{L}\d])/gu) ?? [];
  if (!numbers.some(isCardNumber)) {
    const isCalled = cardCue.test(subject.folded) && numbers.some(passesCardCheck);
    return isCalled ? [finding("card", "likely", "Passes the check digit of payment cards, and words around it speak of a card.")] : [];
  }
  const confidence = isNumberOfThing(subject) ? "possible" : "likely";
  return [finding("card", confidence, "Passes the check digit of a payment card, with a length and first digits that cards have.")];
}

export function findIp({ text, words, folded }: Subject): Finding[] {
  if (hasPhrase(words, ["version", "build", "release", "firmware", "oid"])) return [];
  for (const match of text.matchAll(/(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})(?![\w:]|\.\d)/gi)) {
    const before = folded.slice(Math.max(0, match.index - 16), match.index);
    if (isIP(match[0]) !== 0 && match[0] !== "::" && !/\b(v|version|verzio|release|build)[\s.:]*$/.test(before)) {
      return [finding("ip", "likely", "Has the form of an IP address.")];
    }
  }
  return [];
}

export function findNationalId({ text, folded }: Subject): Finding[] {
  const tokens = text.match(/(?<![\p{L}\d])[\p{L}\d][\p{L}\d-]{7,13}(?![\p{L}\d])/gu) ?? [];
  if (tokens.some(isDni)) return [finding("national-id", "likely", "Passes the check letter of a Spanish identity number.")];
  const french = text.match(/(?<!\d)[12](?: ?\d){14}(?!\d)/g) ?? [];
  if (french.some(isNir)) return [finding("national-id", "likely", "Passes the check digits of a French social security number.")];
  if (paperCue.test(folded)) return [finding("national-id", "likely", "Words before a number name a paper of identity.")];
  if (/(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/.test(text)) {
    return [finding("national-id", "possible", "Is written like a US social security number.")];
  }
  if (/\b(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prstw-z][a-ceghj-nprstw-z] ?\d\d ?\d\d ?\d\d ?[a-d]\b/.test(folded)) {
    return [finding("national-id", "likely", "Is written like a UK national insurance number.")];
  }
  return [];
}
