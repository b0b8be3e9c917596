import type { APIRequestContext } from "@playwright/test";
import { expect } from "./support/test";
import { fillSignIn, password, withAccounts } from "./support/with-accounts";

const { at, call: callAs, test, welcomeLink } = withAccounts();
const canary = "Kanarienvogel";
/** Of an administrator, for the script that sets things up. */
let authorization = "";
let conversationId = "";

const call = (request: APIRequestContext, method: string, path: string, data?: unknown) =>
  callAs(request, method, path, data, { authorization });

test("the link on the console makes the first administrator, who lets somebody in", async ({ page, context }) => {
  await page.goto(welcomeLink());
  await expect(page.getByRole("heading", { name: "Welcome to Turnscope" })).toBeVisible();
  await expect(page).toHaveURL(at("/welcome"));
  await page.getByLabel("Name or e-mail to sign in with").fill("root");
  await page.getByLabel("What you are called").fill("Root");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password again").fill(password);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Users and keys" })).toBeVisible();

  await page.getByRole("button", { name: "Add a user…" }).click();
  await page.getByLabel("Called").fill("Tess");
  await page.getByLabel("Signs in as").fill("tess");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const tessLink = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("has not followed the link yet")).toBeVisible();
  const made = await context.request.post(at("/api/access/keys"), { data: { name: "Set-up", role: "administrator" } });
  authorization = `Bearer ${(await made.json()).key}`;

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto(tessLink);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password again").fill(password);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page.getByRole("link", { name: "Signed in as Tess" })).toBeVisible();
});

test("whoever is not signed in is brought back to where they wanted to be", async ({ page }) => {
  await page.goto(at("/people?sort=name"));
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await fillSignIn(page, "tess");
  await expect(page).toHaveURL(at("/people?sort=name"));
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a wrong password is told as that, and nothing opens", async ({ page }) => {
  await page.goto(at("/sign-in"));
  await fillSignIn(page, "tess", "something else");
  await expect(page.getByRole("alert").filter({ hasText: "Name and password do not fit" })).toBeVisible();
  await page.goto(at("/bots"));
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a tester sees no production bot, wherever they look", async ({ page, request }) => {
  const user = { id: "u-canary", name: canary };
  ({ conversationId } = await call(request, "POST", "/api/conversations", { botId: "profile", user }));
  await call(request, "PATCH", "/api/bots/profile", { isProduction: true });
  await page.goto(at("/sign-in"));
  await fillSignIn(page, "tess");
  await page.getByRole("link", { name: "Bots", exact: true }).click();
  await expect(page.getByText("Trip planner").first()).toBeVisible();
  await expect(page.getByText("Profile", { exact: true })).toHaveCount(0);
  for (const path of ["/conversations", "/people", "/memory"]) {
    await page.goto(at(path));
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expect(page.getByText(canary)).toHaveCount(0);
  }
  await page.goto(at(`/c/${conversationId}`));
  await expect(page.getByRole("heading", { name: "There is no such conversation here" })).toBeVisible();
  await page.goto(at("/settings/access"));
  await expect(page.getByText("Only an administrator manages users, roles and keys.")).toBeVisible();
});

const roles = ["tester", "product-owner", "privacy-reviewer", "approver", "administrator"];

test("no page's own data tells anything of a production bot, to nobody and in no role", async ({ request }) => {
  const paths = ["/", "/people", "/bots", "/memory", "/conversations", "/settings", "/settings/access", "/me", "/api/docs"];
  paths.push(`/c/${conversationId}`, `/c/${conversationId}/people`, `/c/${conversationId}/protocol`, "/bots/profile/memory");
  const forms: Record<string, string>[] = [{}, { rsc: "1" }];
  for (const path of paths) {
    for (const form of forms) {
      const asNobody = await request.get(at(path), { headers: { cookie: "", ...form }, maxRedirects: 0 });
      expect([path, asNobody.status()]).toEqual([path, 302]);
    }
  }
  for (const role of roles) {
    const { key } = await call(request, "POST", "/api/access/keys", { name: role, role });
    for (const path of paths) {
      for (const form of forms) {
        const headers = { authorization: `Bearer ${key}`, cookie: "", ...form };
        // Next sends who asks for a page's data without its mark to the marked address once.
        const answer = await request.get(at(path), { headers, maxRedirects: 1 });
        expect([path, role, answer.status()]).toEqual([path, role, 200]);
        expect(await answer.text()).not.toContain(canary);
      }
    }
  }
});

test("a key opens what its role may, until it is revoked", async ({ page, request }) => {
  await page.goto(at("/sign-in?next=/settings/access"));
  await fillSignIn(page, "root");
  await page.getByLabel("Name of the key").fill("Nightly");
  await page.getByRole("button", { name: "Make a key" }).click();
  const key = await page.getByLabel("Key", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  const ask = () => request.get(at("/api/bots"), { headers: { authorization: `Bearer ${key}` } });
  expect((await ask()).status()).toBe(200);
  await page.getByRole("button", { name: "Revoke Nightly" }).click();
  await expect(page.getByText(/revoked on/)).toBeVisible();
  expect((await ask()).status()).toBe(401);
});
