import { type Finding, finding } from "../hint";
import { hasPhrase, type Subject } from "../subject";
import { calledReason } from "./property-cues";

type Special = { category: string; of: string; names: string[]; text: RegExp };

const list = (names: string): string[] => names.split(",").map((name) => name.trim());
/** Beginnings of words, in folded text. */
const stems = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${list(words).join("|")})(?![\\p{L}\\d])`, "u");

/** Article 9 of the GDPR, in English, German, French, Spanish and Hungarian; "\w*" ends a stem. */
const specials: Special[] = [
  {
    category: "health",
    of: "health",
    names: list(
      "health, medical, diagnosis, diagnoses, disease, illness, disability, disabilities, has disability, allergy, allergies, blood type, blood group, " +
        "medication, medications, pregnant, is pregnant, diabetes, diabetic, is diabetic, symptom, symptoms, bmi, gesundheit, krankheit, diagnose, " +
        "behinderung, allergie, allergien, blutgruppe, medikamente, schwanger, sante, maladie, handicap, diagnostic medical, salud, enfermedad, " +
        "discapacidad, alergia, alergias, medicacion, egeszseg, betegseg, fogyatekossag, gyogyszer, vercsoport",
    ),
    text: stems(
      "diabet\\w*, cukorbeteg\\w*, asthma\\w*, asztma\\w*, asma, asmatic\\w, epilep\\w*, cancer, krebskrank\\w*, hiv, hiv positiv\\w*, depressed, depressi(?:on\\w*|ve), depress?zio\\w*, depresion, " +
        "allerg\\w*, alergi\\w*, alergic\\w, insulin\\w*, inzulin\\w*, chemo\\w*, chimio\\w*, kemoterapi\\w*, pregnan\\w*, schwanger\\w*, enceinte, embarazada, " +
        "terhes, varandos, disab\\w+ (?:person|badge|parking|access), disability, wheelchair, rollstuhl\\w*, fauteuil roulant, silla de ruedas, kerekesszek\\w*, " +
        "behindert\\w*, handicape\\w*, discapacitad\\w, mozgasserult, a stroke, heart attack, schlaganfall, herzinfarkt, infarctus, infarto, szivinfarktus\\w*, " +
        "blood pressure, bluthochdruck, hypertension, hipertension, magas vernyomas\\w*, migraine\\w*, migran\\w*, dialysis, dialyse, dementia, demenz, alzheimer\\w*, " +
        "autis\\w*, adhd, tdah, bipolar, schizo\\w*, c(?:o)?eliac\\w?, zoliakie, coeliaque, celiaco, celiaca, liszterzekeny\\w*, " +
        "lactose intoleran\\w+, laktoseintoleran\\w+, laktozerzekeny\\w*, tumor\\w*, beteg vagyok, ich bin krank, je suis malade, estoy enferm\\w, multiple sclerosis",
    ),
  },
  {
    category: "religion",
    of: "religion or belief",
    names: list(
      "religion, religious, faith, denomination, glaube, konfession, religionszugehorigkeit, creencia, religioso, vallas, felekezet, culte",
    ),
    text: stems(
      "catholi\\w*, katholi\\w*, catolic\\w, katolikus\\w*, protestant\\w*, lutheran\\w*, evangelisch\\w*, evangelikus, reformatus, muslim\\w*, moslem\\w*, " +
        "musulman\\w*, muzulman\\w*, jewish, judisch\\w*, jude, judin, juif, juive, judi[oa], zsido\\w*, hindu\\w*, buddhis\\w*, bouddhiste\\w*, budista, sikh, " +
        "atheis\\w*, athee, ateo, atea, ateista, mormon\\w*, orthodox christian, zeugen? jehovas, halal, kosher, koscher, casher, ramadan",
    ),
  },
  {
    category: "trade union",
    of: "trade unions",
    names: list(
      "union member, trade union, labour union, union membership, gewerkschaft, gewerkschaftsmitglied, syndicat, sindicato, szakszervezet",
    ),
    text: stems(
      "trade union\\w*, labou?r union\\w*, union (?:member|rep|dues)\\w*, gewerkschaft\\w*, ver\\.di, ig metall, syndicat, syndique\\w?, syndicaliste, " +
        "sindicato, sindicalista, szakszervezet\\w*",
    ),
  },
  {
    category: "sexual orientation",
    of: "sexual orientation or sex life",
    names: list(
      "sexual orientation, sexuality, sexuelle orientierung, sexualitat, orientation sexuelle, orientacion sexual, szexualis orientacio",
    ),
    text: stems(
      "gay, lesbian\\w*, bisexual\\w*, homosexu\\w*, heterosexu\\w*, queer, transgender, transgenre, schwul\\w*, lesbisch\\w*, lesbienne, lesbiana, leszbikus, " +
        "homoszexualis, biszexualis, transznemu",
    ),
  },
  {
    category: "politics",
    of: "political opinions",
    names: list(
      "politics, political, political party, political opinion, political view, party membership, partei, parteimitglied, opinion politique, " +
        "partido politico, politikai, parthovatartozas",
    ),
    text: stems(
      "i vote\\w* for, ich wahle, ich habe \\w+ gewahlt, je vote \\w+, voto a, vote a, szavaz(?:ok|tam), socialist\\w*, sozialist\\w*, socialista\\w*, communist\\w*, " +
        "kommunist\\w*, comunista\\w*, party member, parteimitglied, member of the (?:labour|green|conservative|republican|democratic) party, parttag\\w*, " +
        "afd, psoe, fidesz\\w*",
    ),
  },
  {
    category: "ethnicity",
    of: "ethnic origin",
    names: list(
      "ethnicity, ethnic, ethnic origin, race, ethnie, etnia, etnikum, ethnische herkunft, origine ethnique, skin colou?r, hautfarbe",
    ),
    text: stems(
      "african american\\w*, hispanic, latina, afro\\w+, native american, romani, gypsy, cigany\\w*, gitan[oae]\\w*, kurd\\w*, my ethnic\\w*, " +
        "(?:black|white|asian) (?:woman|man|person)",
    ),
  },
  {
    category: "biometrics",
    of: "biometric or genetic data",
    names: list(
      "biometric, biometrics, fingerprint, fingerprint template, face id, face template, voice print, voiceprint, iris, retina, dna, genome, " +
        "fingerabdruck, empreinte digitale, huella dactilar, ujjlenyomat",
    ),
    text: stems(
      "my fingerprint\\w*, face scan\\w*, voiceprint\\w*, iris scan\\w*, fingerabdruck\\w*, fingerabdruecke, empreintes? digitales?, huellas? dactilar(?:es)?, " +
        "ujjlenyomat\\w*, dna test\\w*",
    ),
  },
];

/** Somebody speaks of themselves. */
const firstPerson = /(?<![\p{L}])(i|i'm|i've|my|ich|mein\w*|je|j'ai|mon|ma|soy|tengo|estoy|mi|vagyok|nekem|\w+om|\w+em)(?![\p{L}])/u;

export function findSpecialCategory(subject: Subject): Finding[] {
  const { words, around, folded, value } = subject;
  if (value === null || value === "") return [];
  for (const { category, of, names, text } of specials) {
    const isNamed = hasPhrase(words, names) || hasPhrase(around, names);
    if (isNamed)
      return [finding("special-category", hasPhrase(words, names) ? "likely" : "possible", namedReason(subject, names, of), category)];
    if (!text.test(folded)) continue;
    const ofOneself = firstPerson.test(folded);
    const reason = `Uses a word about ${of}${ofOneself ? ", in the first person" : ""}.`;
    return [finding("special-category", ofOneself ? "likely" : "possible", reason, category)];
  }
  return [];
}

function namedReason(subject: Subject, names: string[], of: string): string {
  if (hasPhrase(subject.words, names)) return `${calledReason(subject)} That is about ${of}.`;
  return `A property around it is about ${of}.`;
}
