import nlp from "compromise/three";
import { type Finding, finding } from "../hint";
import { fold, hasPhrase, type Subject } from "../subject";
import { personNames } from "./property-cues";

const token = "\\p{Lu}[\\p{L}'’-]*\\p{Ll}[\\p{L}'’-]*";
const before = "(?<![\\p{L}\\d])";
const after = "(?![\\p{L}\\d])";

/** Words that announce a name; what follows them with a capital is one. */
const announced = new RegExp(
  `${before}(?:[Mm]y name is|[Mm]y name's|[Ii] am called|[Nn]ame:|[Mm]ein [Nn]ame ist|[Ii]ch heiße|[Ii]ch heisse|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]on prénom est|` +
    `[Mm]oi c['’]est|[Mm]e llamo|[Mm]i nombre es|[Aa] nevem:?|[Nn]evem:?) (${token}(?: ${token}){0,3})`,
  "u",
);
/** The same without capitals, as people type in a chat. */
const announcedInLowerCase =
  /(?<!\p{L})(?:my name is|mein name ist|ich hei(?:ss|ß)e|je m['’]appelle|me llamo|mi nombre es|a nevem) (?!not |the |a |on |in |wrong|nicht |pas |no |hib)\p{L}{2,}/iu;
const hungarian = new RegExp(`${before}(${token} ${token}(?: ${token})?) vagyok${after}|${before}${token}(?:nak|nek) hívnak${after}`, "u");
/** After "I am" there can be a trade or a people, so two words are wanted, or a single one in English, where those take an article. */
const selfFull = new RegExp(
  `${before}(?:[Ii]['’]?m|[Ii] am|[Ii]ch bin|[Jj]e suis|[Ss]oy|[Tt]his is|[Hh]ier (?:ist|spricht)|[Ii]ci) (${token} ${token})`,
  "u",
);
const selfEnglish = new RegExp(`${before}I(?:['’]m| am) (${token})(?=[,.!]| and| from| here|$)`, "u");
const addressed = new RegExp(`${before}(?:Mr|Mrs|Ms|Dr|Herrn?|Frau|Mme|Mlle|Monsieur|Madame|Señora?|Sra?|Don|Doña)\\.? (${token})`, "u");

/** Words with a capital that follow "I'm" and are no names. */
const noNames =
  /^(monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|\w+(ish|ian|ean|ese|can)|german|french|dutch|greek|swiss|catholic|muslim|jewish|buddhist|hindu|ok|okay|sorry|not|the)$/;

export function findName(subject: Subject): Finding[] {
  const { text } = subject;
  if (typeof subject.value !== "string" || !/\p{L}{2}/u.test(text)) return [];
  if (announced.test(text) || hungarian.test(text)) return [finding("name", "likely", "Words around it announce a person's name.")];
  if (addressed.test(text)) return [finding("name", "likely", "Has a title such as Mr or Frau before a name.")];
  if (isSelfNamed(text)) return [finding("name", "likely", "Somebody seems to say who they are.")];
  if (announcedInLowerCase.test(text)) return [finding("name", "possible", "Words around it announce a person's name.")];
  if (isNameOfPersonProperty(subject)) return [finding("name", "likely", "Is written like a name, in a property for a person.")];
  return hasEnglishName(text) ? [finding("name", "possible", "An English word list knows it as a person's name.")] : [];
}

function isSelfNamed(text: string): boolean {
  const full = selfFull.exec(text)?.[1];
  const single = selfEnglish.exec(text)?.[1];
  return [full, single].some((name) => name !== undefined && !name.split(" ").some((word) => noNames.test(fold(word))));
}

function isNameOfPersonProperty({ text, words }: Subject): boolean {
  return hasPhrase(words, personNames) && new RegExp(`^${token}(?: ${token}){1,3}$`, "u").test(text.trim());
}

const englishWords = /(?<!\p{L})(the|is|are|was|and|with|for|of|my|your|you|please|that|this|has|have|from|tell|ask)(?!\p{L})/iu;
/** Given names that are first of all other words. */
const ambiguous =
  /^(may|june|april|august|will|mark|bill|rose|grace|hope|joy|faith|paris|sydney|chase|grant|rich|art|visa|max|dick|jack|pat|sue)$/;

/** Names without any cue, by the word list of compromise, which knows English only: elsewhere it takes nouns for names. */
function hasEnglishName(text: string): boolean {
  // Who types without any capital is understood too, when a given name and another word stand together.
  const isLowerCase = !/\p{Lu}/u.test(text);
  const mayName = isLowerCase || /(?<!^)(?<![.!?]\s)\p{Lu}\p{Ll}/u.test(text);
  if (!/\s/.test(text.trim()) || !mayName || !englishWords.test(text)) return false;
  const people = nlp(text).people().out("array") as string[];
  return people.some((person) => {
    const parts = person.split(/\s+/).map((part) => part.replace(/[^\p{L}'’-]/gu, ""));
    if (isLowerCase) return parts.length > 1;
    return parts.every((part) => /^\p{Lu}/u.test(part)) && !(parts.length === 1 && ambiguous.test(fold(parts[0] ?? "")));
  });
}
