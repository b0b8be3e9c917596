import { expect, test } from "vitest";
import { factTitle } from "./fact-title";

test.each([
  ["/profile/homeCity", "Home city"],
  ["/items[]/size", "Items: size"],
  ["/cities[]", "Cities"],
  ["/visits/{}", "Visits"],
  ["/visits/{}/day_of_week", "Day of week"],
  ["/~1", "/"],
  ["/", "(no name)"],
])("a fact at %s that has no label is called %s", (pattern, title) => {
  expect(factTitle({ label: null, pattern })).toBe(title);
  expect(factTitle({ label: "Preferred size", pattern })).toBe("Preferred size");
});
