import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

test("somebody is found by a remembered value, and the address says nothing about them", async ({ api, page }) => {
  const ann = newPerson("Ann");
  const city = `Gent ${ann.id.slice(2, 8)}`;
  await api.start({ user: ann, state: { user: { userProfile: { name: "Ann", city } } } });
  await page.goto("/people");
  await page.getByRole("searchbox", { name: "Search" }).fill(city.toLowerCase());
  await expect(page.getByRole("table", { name: "People" }).getByRole("link")).toHaveText(["Ann"]);
  await expect(page.getByRole("table", { name: "People" })).toContainText(`/userProfile/city: ${city}`);
  expect(new URL(page.url()).search).toBe("");
});
