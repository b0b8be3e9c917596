import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { OwnServer } from "./own-server";
import { test as base } from "./test";

export const password = "correct horse battery";

/** For the tests of a file, in order: a server of theirs that people sign in to, and what is done there again and again. */
export function withAccounts() {
  const server = new OwnServer({ TURNSCOPE_SIGN_IN: "accounts" });
  const at = (path: string): string => `${server.origin}${path}`;
  const test = base.extend({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright finds out by the pattern that no other fixture is needed
    baseURL: async ({}, use) => use(server.origin),
  });
  test.describe.configure({ mode: "serial", timeout: 120_000 });
  // Whoever may not is refused on purpose, and browsers report that.
  test.beforeEach(({ tolerated }) => void tolerated.push(/status of (?:401|403|404)/));
  test.beforeAll(() => server.start());
  test.afterAll(() => server.remove());

  /** Fails unless it is done; `request` is signed in, or `headers` hold a key. */
  async function call(request: APIRequestContext, method: string, path: string, data?: unknown, headers: Record<string, string> = {}) {
    const answer = await request.fetch(at(path), { method, data, headers: { origin: server.origin, "if-match": "*", ...headers } });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  /** The address that the console tells whoever started the server. */
  const welcomeLink = (): string => /http\S+\/welcome#\S+/.exec(server.output)?.[0] ?? "";

  /** Follows a link of the console or of an administrator; `more` says who the first administrator is. */
  const setPassword = (request: APIRequestContext, link: string, more: Record<string, string> = {}) =>
    call(request, "POST", "/api/access/link/password", { token: link.split("#")[1], password, ...more });

  return { test, at, call, welcomeLink, setPassword };
}

export async function fillSignIn(page: Page, login: string, secret = password): Promise<void> {
  await page.getByLabel("Name or e-mail").fill(login);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}
