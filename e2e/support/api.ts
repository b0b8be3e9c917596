import { randomUUID } from "node:crypto";
import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";
import type * as z from "zod";
import {
  type AllScopes,
  activityPage,
  addedBot,
  allScopes,
  endedTurn,
  type JsonObject,
  type Persona,
  type Scope,
  startedConversation,
  type TurnSummary,
  turnPage,
} from "@/lib/model";

type StartOptions = { botId?: string; user?: Persona; conversationId?: string; state?: Partial<Record<Scope, JsonObject>> };
type EndedTurn = z.infer<typeof endedTurn>;

/** Somebody no other test knows. */
export function newPerson(name = "Ann"): Persona {
  return { id: `u-${randomUUID()}`, name };
}

async function parse<T>(response: APIResponse, answer: z.ZodType<T>): Promise<T> {
  expect(response.status(), await response.text()).toBeLessThan(300);
  return answer.parse(await response.json());
}

/** What a tester's script does over HTTP, beside the page. */
export class Api {
  constructor(private readonly request: APIRequestContext) {}

  /** A conversation of its own, with a person of its own unless one is given. */
  async start({ botId = "state-management", user = newPerson(), ...rest }: StartOptions = {}): Promise<ApiConversation> {
    const response = await this.request.post("/api/conversations", { data: { botId, user, ...rest } });
    const { conversationId } = await parse(response, startedConversation);
    return new ApiConversation(this.request, conversationId, user);
  }

  /** The same with a bot elsewhere, which is added for it. */
  async startWith(endpoint: string, generation = "auto"): Promise<ApiConversation> {
    const response = await this.request.post("/api/bots", { data: { name: "Elsewhere", endpoint, generation } });
    return this.start({ botId: (await parse(response, addedBot)).bot.id });
  }

  /** The same under a name that no other test has, with a person of the test's choice. */
  async startNamed(endpoint: string, user: Persona): Promise<{ url: string; botName: string }> {
    const botName = `Elsewhere ${randomUUID()}`;
    const response = await this.request.post("/api/bots", { data: { name: botName, endpoint } });
    const { url } = await this.start({ botId: (await parse(response, addedBot)).bot.id, user });
    return { url, botName };
  }
}

export class ApiConversation {
  readonly url: string;
  private readonly path: string;

  constructor(
    private readonly request: APIRequestContext,
    readonly id: string,
    readonly user: Persona,
  ) {
    this.url = `/c/${encodeURIComponent(id)}`;
    this.path = `/api/conversations/${encodeURIComponent(id)}`;
  }

  /** Posts a message and waits for the end of its turn. */
  async say(text: string, from: Persona = this.user): Promise<EndedTurn> {
    return parse(await this.request.post(`${this.path}/activities`, { data: { text, from } }), endedTurn);
  }

  async state(user: Persona = this.user): Promise<AllScopes> {
    return parse(await this.request.get(`${this.path}/state`, { params: { userId: user.id } }), allScopes);
  }

  /** What was said until now, by anybody. */
  async texts(): Promise<unknown[]> {
    const { activities } = await parse(await this.request.get(`${this.path}/activities`), activityPage);
    return activities.map((activity) => (activity as { text?: string }).text);
  }

  async turns(): Promise<TurnSummary[]> {
    return (await parse(await this.request.get(`${this.path}/turns`), turnPage)).turns;
  }

  /** Overwrites a scope, whatever stands there. */
  async put(scope: Scope, data: JsonObject, by = "a script"): Promise<void> {
    const response = await this.request.put(`${this.path}/state/${scope}`, {
      params: { userId: this.user.id },
      headers: { "if-match": "*", "x-turnscope-by": encodeURIComponent(by) },
      data: { data },
    });
    expect(response.status(), await response.text()).toBe(200);
  }
}
