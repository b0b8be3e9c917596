export type Theme = "warm" | "snow" | "city" | "nature";
export type Place = { city: string; country: string; themes: Theme[]; weekEur: number; why: string };

const places: readonly Place[] = [
  { city: "Lisbon", country: "Portugal", themes: ["warm", "city"], weekEur: 700, why: "Hills, trams, and the sea half an hour away." },
  { city: "Valencia", country: "Spain", themes: ["warm"], weekEur: 650, why: "A long beach, orange trees and late dinners." },
  { city: "Split", country: "Croatia", themes: ["warm", "nature"], weekEur: 600, why: "A palace to live in and islands to sail to." },
  { city: "Tromsø", country: "Norway", themes: ["snow", "nature"], weekEur: 1300, why: "Northern lights above the fjord." },
  { city: "Innsbruck", country: "Austria", themes: ["snow"], weekEur: 950, why: "Ski slopes at the end of the tram line." },
  { city: "Zakopane", country: "Poland", themes: ["snow", "nature"], weekEur: 450, why: "Wooden houses below the High Tatras." },
  { city: "Vienna", country: "Austria", themes: ["city"], weekEur: 900, why: "Music in the evening, coffee houses all day." },
  { city: "Prague", country: "Czechia", themes: ["city"], weekEur: 600, why: "Bridges, towers and quiet courtyards." },
  { city: "Copenhagen", country: "Denmark", themes: ["city"], weekEur: 1200, why: "Harbour baths and bicycles everywhere." },
  { city: "Ljubljana", country: "Slovenia", themes: ["nature"], weekEur: 550, why: "A green town an hour from lakes and peaks." },
];

const themeWords: Record<Theme, RegExp> = {
  warm: /\b(warm|hot|sun|sunny|beach|sea|south)\b/i,
  snow: /\b(snow|ski|skiing|cold|winter|north)\b/i,
  city: /\b(city|town|museum|museums|streets|culture|music)\b/i,
  nature: /\b(nature|hike|hiking|mountain|mountains|lake|lakes|quiet|green)\b/i,
};

export function themeIn(text: string): Theme | null {
  const themes: Theme[] = ["warm", "snow", "city", "nature"];
  return themes.find((theme) => themeWords[theme].test(text)) ?? null;
}

/** Three places for a theme (any theme when there is none), within the budget as long as that leaves some. */
export function suggestPlaces(theme: Theme | null, budgetEur: number | undefined): Place[] {
  const fitting = places.filter((place) => theme === null || place.themes.includes(theme));
  const affordable = fitting.filter((place) => budgetEur === undefined || place.weekEur <= budgetEur);
  return (affordable.length > 0 ? affordable : fitting).slice(0, 3);
}

export function knownCityIn(text: string): string | null {
  const words = text.toLocaleLowerCase().split(/[^\p{L}]+/u);
  return places.find((place) => words.includes(place.city.toLocaleLowerCase()))?.city ?? null;
}
