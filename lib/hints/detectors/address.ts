import { type Finding, finding } from "../hint";
import type { Subject } from "../subject";

const word = "\\p{Lu}[\\p{L}'’.-]*";

/** A street and a number as each language writes them. */
const streets = [
  `\\d{1,5}[A-Za-z]?,? (?:${word} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Square|Terrace|Close|Crescent|Gardens)(?!\\p{L})`,
  `(?:${word} )?\\p{L}*(?:straße|strasse|Straße|Strasse|str\\.|Str\\.|weg|Weg|platz|Platz|allee|Allee|gasse|Gasse|ufer|damm) \\d{1,4} ?[a-z]?(?!\\p{L})`,
  `\\d{1,4}(?: ?(?:bis|ter|[a-d]))?,? (?:[Rr]ue|[Aa]venue|[Aa]v\\.|[Bb]oulevard|[Bb]d|[Pp]lace|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Qq]uai|[Rr]oute) (?:de |du |des |la |l'|le |d')*${word}`,
  `(?:[Cc]alle|[Cc]/|[Aa]venida|[Aa]vda\\.?|[Pp]laza|[Pp]aseo|[Cc]amino|[Cc]arretera|[Rr]onda) (?:de |del |la |los |las )*${word}(?: (?:de |del |la )*${word}){0,3},? (?:n[º°.] ?)?\\d{1,4}`,
  `${word}(?: ${word}){0,2} (?:utca|u\\.|út|útja|tér|tere|körút|krt\\.|köz|sétány|fasor|sor|rakpart) \\d{1,4}`,
].map((source) => new RegExp(`(?<![\\p{L}\\d])(?:${source})`, "u"));

/** A postcode that is told by its form, or a postcode with a town and, in the same text, the number of a house. */
const britishPostcode = /(?<![\p{L}\d])[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![\p{L}\d])/u;
const americanPostcode = /, [A-Z]{2} \d{5}(?:-\d{4})?(?!\d)/;
const houseThenTown = /(?<!\d)\d{1,4} ?[a-z]?, ?(?:[A-Z]{1,2}-)?\d{4,5} \p{Lu}\p{L}{2,}/u;
const townThenHouse = /(?<!\d)[1-9]\d{3} \p{Lu}\p{L}{2,}, ?\p{Lu}.{2,40}\d/u;

/** Parts of an address that say themselves what they are. */
const namedPart =
  /\b(?:apt|apartment|suite|ste|flat|p\.? ?o\.? ?box|postfach|boite postale|apartado(?: de correos)?)[.:]? ?#?\d{1,5}\b|\b(?:zip|zip code|postcode|plz|code postal|codigo postal|iranyitoszam\w*):? ?(?:is )?\d{4,5}\b/;

export function findAddress({ text, folded }: Subject): Finding[] {
  const hasStreet = streets.some((street) => street.test(text));
  const hasPostcode = [britishPostcode, americanPostcode, houseThenTown, townThenHouse].some((postcode) => postcode.test(text));
  if (hasStreet && hasPostcode) return [finding("address", "certain", "Has a street with a number, and a postcode.")];
  if (hasStreet) return [finding("address", "likely", "Has a street with the number of a house.")];
  if (namedPart.test(folded)) return [finding("address", "likely", "Names a part of an address, such as a flat, a box or a postcode.")];
  return hasPostcode ? [finding("address", "possible", "Has what looks like a postcode.")] : [];
}
