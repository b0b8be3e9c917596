import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export const clientId = "turnscope";
export const clientSecret = "a secret of the provider and ours";

/** Somebody whom the provider knows. */
export type Person = { name?: string; preferred_username?: string; email?: string; groups?: string[] };

export type TestProvider = {
  issuer: string;
  /** Who is known there, by their name at the sign-in. */
  people: Map<string, Person>;
  close(): Promise<void>;
};

/** A real OpenID Connect provider over HTTP on this machine. */
export async function startProvider(redirectUri: string): Promise<TestProvider> {
  const { Provider } = await import("oidc-provider");
  const server = createServer();
  const issuer = await listen(server);
  const people = new Map<string, Person>();
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri], response_types: ["code"] }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["name", "preferred_username", "groups"], email: ["email"] },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ ...people.get(id), sub: id }) }),
    features: { devInteractions: { enabled: true } },
  });
  server.on("request", provider.callback());
  return { issuer, people, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

/** A browser that follows the provider's pages as a person would, until it is sent somewhere else. */
export class ProviderBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly issuer: string) {}

  /** Signs in under a name and agrees; answers the address of ours at which it ends. */
  async signIn(address: string, login: string): Promise<string> {
    let answer = await this.ask(address);
    for (let steps = 0; steps < 12; steps++) {
      const location = answer.headers.get("location");
      if (location !== null && !new URL(location, this.issuer).href.startsWith(this.issuer)) return location;
      answer = location !== null ? await this.ask(location) : await this.submit(await answer.text(), login);
    }
    throw new Error("The provider did not send the browser back");
  }

  private submit(html: string, login: string): Promise<Response> {
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
    if (action === undefined || prompt === undefined) throw new Error(`The provider shows no form: ${html.slice(0, 300)}`);
    return this.ask(action, new URLSearchParams({ prompt, login, password: "any" }));
  }

  private async ask(address: string, form?: URLSearchParams): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(new URL(address, this.issuer), {
      method: form ? "POST" : "GET",
      body: form,
      redirect: "manual",
      headers: { cookie },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }
}
