import { expect, test } from "vitest";
import { cityIn, factsIn, votedCityIn } from "./understand";

test.each([
  ["I'm Ann from Gent", { name: "Ann", homeCity: "Gent" }],
  ["hi, my name is Ann-Sofie De Smet", { name: "Ann-Sofie De Smet" }],
  ["I live in San Sebastián", { homeCity: "San Sebastián" }],
  ["from Gent", { homeCity: "Gent" }],
  ["from May to June", {}],
  ["vegetarian please", { diet: "vegetarian" }],
  ["I'm Vegan", { diet: "vegan" }],
  ["no longer vegetarian", { diet: "everything" }],
  ["gluten free for me", { diet: "gluten-free" }],
  ["i'm hungry", {}],
])("of the person, %j tells %j", (text, profile) => {
  expect(factsIn(text).profile).toEqual(profile);
});

test.each([
  ["my budget is 900 euros, keep it between us", 900],
  ["for 2 people my budget is nine hundred", 900],
  ["€1,200 is my limit", 1200],
  ["1500 euros is my budget", 1500],
  ["I would spend 800 euros", 800],
])("%j tells a budget of %d", (text, budgetEur) => {
  expect(factsIn(text).wishes).toEqual({ budgetEur });
});

test.each(["900", "budget", "my budget is -5", "two people"])("%j tells no budget", (text) => {
  expect(factsIn(text).wishes).toEqual({});
});

test("a vote names a city after words that vote", () => {
  expect(votedCityIn("I vote for split")).toBe("Split");
  expect(votedCityIn("my vote is Gent")).toBe("Gent");
  expect(votedCityIn("I'd rather go to New York")).toBe("New York");
  expect(votedCityIn("Lisbon")).toBeNull();
});

test("as an answer, a city is a known one or a proper name by itself", () => {
  expect(cityIn("lisbon then")).toBe("Lisbon");
  expect(cityIn("New York!")).toBe("New York");
  expect(cityIn("Hello")).toBeNull();
  expect(cityIn("I have no idea")).toBeNull();
});
