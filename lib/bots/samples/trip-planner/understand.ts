import { recognizeNumber } from "@microsoft/recognizers-text-number";
import { knownCityIn } from "./places";
import { months } from "./trip-dates";
import type { Profile, Wishes } from "./trip-memory";

/** What a sentence tells about the person who wrote it. */
export type Facts = { profile: Profile; wishes: Wishes };

/** One to three words with capitals: "Gent", "San Sebastián", "Stratford upon Avon". */
const properName = String.raw`(\p{Lu}[\p{L}'’-]*(?: (?:\p{Lu}[\p{L}'’-]*|upon|de|del|la|aan|am))*)`;
const iAm = `(?:[Ii]['’]?m|[Ii] am|[Mm]y name is|[Cc]all me)`;
const namePattern = new RegExp(`\\b${iAm} ${properName}`, "u");
const homePattern = new RegExp(`(?:\\b${iAm}\\b.* from|^from|\\b[Ii] live in) ${properName}`, "u");
const votePattern = new RegExp(`\\b(?:vote (?:for|is)|rather(?: go to)?|prefer|go to) ${properName}`, "u");
const barePattern = new RegExp(`^${properName}[.!]?$`, "u");
const dietPattern = /\b(not |no longer )?(?:a )?(vegetarian|vegan|pescatarian|halal|kosher|gluten[- ]free|lactose[- ]free)\b/i;
const budgetPattern = /\bbudget\b|\b(?:spend|pay)\b.*\b(?:euros?|eur)\b|€/i;
const voteWords = /\bvote\b|\brather\b|\bprefer\b|\bgo to\b/i;
const greetings = /^(?:hi|hello|hey|thanks|thank|yes|no|ok|okay|help|cancel|good)\b/i;

export function factsIn(text: string): Facts {
  const said = namePattern.exec(text)?.[1];
  const name = said && !dietPattern.test(said) ? said : undefined;
  const from = homePattern.exec(text)?.[1];
  const homeCity = from && !months.includes(from) ? from : undefined;
  const diet = dietIn(text);
  const budgetEur = budgetIn(text);
  return {
    profile: { ...(name && { name }), ...(homeCity && { homeCity }), ...(diet && { diet }) },
    wishes: budgetEur === null ? {} : { budgetEur },
  };
}

/** "I vote for Split" names a city: one we know, or any proper name after such words. */
export function votedCityIn(text: string): string | null {
  if (!voteWords.test(text)) return null;
  return knownCityIn(text) ?? votePattern.exec(text)?.[1] ?? null;
}

/** A city as the answer to "type a city": a known one in any sentence, a vote, or a proper name by itself. */
export function cityIn(text: string): string | null {
  const bare = greetings.test(text) ? undefined : barePattern.exec(text.trim())?.[1];
  return knownCityIn(text) ?? votedCityIn(text) ?? bare ?? null;
}

function dietIn(text: string): string | null {
  const [, negation, diet] = dietPattern.exec(text) ?? [];
  if (!diet) return /\bI eat everything\b/i.test(text) ? "everything" : null;
  return negation ? "everything" : diet.toLowerCase().replace(" ", "-");
}

/** "my budget is 900 euros", "budget: nine hundred", "€1,200 is my limit": the first amount after the word, else the first. */
function budgetIn(text: string): number | null {
  if (!budgetPattern.test(text)) return null;
  const [before = "", after = ""] = text.replaceAll("€", " ").split(/\bbudget\b/i);
  return amountIn(after) ?? amountIn(before);
}

function amountIn(text: string): number | null {
  const resolution: unknown = recognizeNumber(text, "en-us")[0]?.resolution?.value;
  const amount = Number(resolution);
  return typeof resolution === "string" && Number.isFinite(amount) && amount > 0 ? amount : null;
}
