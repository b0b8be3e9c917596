import { type Finding, finding, type HintKind } from "../hint";
import { hasPhrase, type Subject } from "../subject";

const list = (names: string): string[] => names.split(",").map((name) => name.trim());

export const phoneNames = list(
  "phone, phone number, phonenumber, telephone, tel, mobile, mobile number, cell, cellphone, whatsapp, fax, callback, telefon, telefonnummer, handy, " +
    "handynummer, mobil, mobilnummer, rueckruf, ruckruf, portable, numero de telephone, telefono, movil, celular, telefonszam, mobilszam",
);

export const birthNames = list(
  "birthday, birth date, birthdate, date of birth, dob, born, born on, birth year, year of birth, geburtstag, geburtsdatum, geboren, geboren am, " +
    "date naissance, date de naissance, naissance, anniversaire, fecha nacimiento, fecha de nacimiento, nacimiento, cumpleanos, " +
    "szuletesi datum, szuletesi ido, szuletesi ev, szuletesnap",
);

const surelyNames = list(
  "first name, last name, full name, surname, given name, family name, middle name, maiden name, display name, birth name, vorname, nachname, " +
    "familienname, geburtsname, prenom, nom de famille, nombre completo, apellido, apellidos, primer apellido, segundo apellido, " +
    "keresztnev, vezeteknev, csaladnev, utonev, teljes nev, anyja neve",
);

const perhapsNames = list("name, nickname, username, user name, nom, nombre, nev, becenev, spitzname, apodo, surnom, pseudo");

/** Around a `name`, these make it a person's. */
const people = list(
  "user, person, people, customer, client, guest, member, members, participant, participants, contact, employee, patient, traveller, travelers, " +
    "passenger, passengers, applicant, attendee, attendees, owner, author, sender, recipient, profile, user profile, me, kunde, benutzer, gast, " +
    "mitglied, teilnehmer, person, utilisateur, invite, personne, membre, cliente, usuario, persona, miembro, ugyfel, felhasznalo, vendeg, tag, szemely",
);

export const personNames = people;

type Cue = { kind: HintKind; names: string[]; confidence?: "likely" | "possible" };

/** Cues whose values need not look like anything. */
const cues: Cue[] = [
  {
    kind: "email",
    names: list("email, e mail, mail, email address, mail address, correo, correo electronico, courriel, emailcim, email cim"),
  },
  { kind: "phone", names: phoneNames, confidence: "possible" },
  {
    kind: "iban",
    names: list("iban, bank account, bank account number, kontonummer, bankkonto, rib, cuenta bancaria, bankszamla, bankszamlaszam"),
  },
  {
    kind: "card",
    names: list(
      "card number, credit card, debit card, kreditkarte, kartennummer, carte bancaire, tarjeta, numero tarjeta, bankkartya, cvv, cvc",
    ),
  },
  { kind: "birth-date", names: birthNames },
  {
    kind: "address",
    names: list(
      "address, home address, postal address, shipping address, billing address, delivery address, street, street address, house number, postcode, " +
        "post code, postal code, zip, zip code, anschrift, adresse, lieferadresse, wohnort, strasse, hausnummer, plz, postleitzahl, rue, code postal, " +
        "calle, direccion, domicilio, codigo postal, cim, lakcim, szallitasi cim, utca, iranyitoszam",
    ),
  },
  { kind: "ip", names: list("ip, ip address, client ip, remote ip, remote addr, ip adresse, adresse ip, ip cim"), confidence: "possible" },
  {
    kind: "national-id",
    names: list(
      "ssn, social security number, national id, national insurance number, nino, passport, passport number, passport no, tax id, tax number, " +
        "driving licence, driver license, drivers license, id card, identity card, steuer id, steuernummer, personalausweis, personalausweisnummer, " +
        "ausweisnummer, reisepass, reisepassnummer, sozialversicherungsnummer, fuhrerschein, nir, numero securite sociale, carte identite, passeport, " +
        "permis de conduire, dni, nie, nif, pasaporte, taj, tajszam, taj szam, szemelyi szam, szemelyi igazolvany, utlevel, utlevelszam, adoazonosito",
    ),
  },
];

/** Properties that hold what another word of their name says, such as `ipAddress` and `emailAddress`: no place where somebody lives. */
const otherAddresses = list("ip, email, e mail, mail, mac, web, wallet, url, remote, server, host");

export function findByProperty(subject: Subject): Finding[] {
  const { words, value } = subject;
  // True, false and null say nothing of their own; special categories, which they can, are found elsewhere.
  if (words === "" || value === null || typeof value === "boolean" || subject.text.trim() === "") return [];
  const named = cues
    .filter(({ kind, names }) => hasPhrase(words, names) && !(kind === "address" && isOtherAddress(subject)))
    .map(({ kind, confidence = "likely" }) => finding(kind, confidence, calledReason(subject)));
  return [...named, ...findNameByProperty(subject)];
}

function isOtherAddress({ words, text }: Subject): boolean {
  return hasPhrase(words, otherAddresses) || /^\s*\S+@\S+\s*$|^\w+:\/\/|^[\d.]{7,15}$|^[\da-f:]{6,}$/i.test(text);
}

function findNameByProperty(subject: Subject): Finding[] {
  const { words, around, value, text } = subject;
  if (typeof value !== "string" || !/\p{L}/u.test(text)) return [];
  if (hasPhrase(words, surelyNames)) return [finding("name", "likely", calledReason(subject))];
  if (!perhapsNames.includes(words)) return [];
  if (hasPhrase(around, people)) return [finding("name", "likely", `${calledReason(subject)} It belongs to what seems to be a person.`)];
  return around === "" || words.includes("user") || words.includes("nick")
    ? [finding("name", "possible", `${calledReason(subject)} It may be a person's.`)]
    : [];
}

/** Names the property, unless that would repeat the value. */
export function calledReason({ property, text }: Subject): string {
  const repeats = text !== "" && (property.includes(text.trim()) || text.includes(property));
  return repeats ? "The property's name says so." : `The property is called \`${property}\`.`;
}
