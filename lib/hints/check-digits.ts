/** Lengths of the IBAN by country, of the registry of ISO 13616. */
const ibanLengths: Record<string, number> = Object.fromEntries(
  (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 " +
    "GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 " +
    "MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Prefixes and lengths that the card schemes give out. */
const cardShapes = [
  /^4(\d{15}|\d{18})$/,
  /^5[1-5]\d{14}$/,
  /^2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}$/,
  /^3[47]\d{13}$/,
  /^3(0[0-5]|[68]\d)\d{11}$/,
  /^(6011|64[4-9]\d|65\d\d)\d{12}$/,
  /^(2131|1800)\d{11}$/,
  /^35(2[89]|[3-8]\d)\d{12}$/,
  /^62\d{14,17}$/,
];

/** Whether the text, without spaces, is an IBAN: a country's length, and 1 when divided by 97 (ISO 7064). */
export function isIban(text: string): boolean {
  const compact = text.replace(/[\s-]/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]+$/.test(compact) || compact.length !== ibanLengths[compact.slice(0, 2)]) return false;
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  const digits = rearranged.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** Whether the text, without spaces and hyphens, is a number that a card scheme could have given out (ISO/IEC 7812). */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/[\s-]/g, "");
  return cardShapes.some((shape) => shape.test(digits)) && isLuhn(digits);
}

/** For numbers that something else already calls a card's: any of the lengths there are, and the check digit. */
export function passesCardCheck(text: string): boolean {
  const digits = text.replace(/[\s-]/g, "");
  return /^\d{12,19}$/.test(digits) && isLuhn(digits);
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Whether the last letter of a Spanish DNI or NIE follows from its number. */
export function isDni(text: string): boolean {
  const match = /^([XYZ]|\d)(\d{7})-?([A-Z])$/i.exec(text);
  if (!match) return false;
  const first = "XYZ".indexOf((match[1] ?? "").toUpperCase());
  const number = Number(`${first === -1 ? match[1] : first}${match[2]}`);
  return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] === match[3]?.toUpperCase();
}

/** Whether a French social security number (NIR) ends with its key, 97 less the rest. */
export function isNir(text: string): boolean {
  const digits = text.replace(/\s/g, "");
  return /^[12]\d{14}$/.test(digits) && 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
}
