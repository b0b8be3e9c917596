import { expect, test } from "vitest";
import {
  type BotDraft,
  completeEndpoint,
  emptyDraft,
  hasParticulars,
  nameOfEndpoint,
  toAddRequest,
  toChangeRequest,
  toDraft,
} from "./bot-draft";

const draft: BotDraft = { ...emptyDraft, endpoint: "127.0.0.1:3978/api/messages" };

test.each([
  [" 127.0.0.1:3978/api/messages ", "http://127.0.0.1:3978/api/messages"],
  ["localhost:3978", "http://localhost:3978"],
  ["https://bot.example/api/messages", "https://bot.example/api/messages"],
  ["ftp://bot.example", "ftp://bot.example"],
  ["", ""],
])("the address %j is taken for %j", (typed, wanted) => expect(completeEndpoint(typed)).toBe(wanted));

test.each([
  ["127.0.0.1:3978/api/messages", "Bot on port 3978"],
  ["http://localhost/api/messages", "Bot on port 80"],
  ["https://weather.example:8443/api", "weather.example:8443"],
  ["not an address", "Bot"],
])("a bot at %j that nobody named is called %j", (endpoint, name) => expect(nameOfEndpoint(endpoint)).toBe(name));

test("an address alone is enough to add a bot", () => {
  expect(toAddRequest(draft)).toEqual({
    endpoint: "http://127.0.0.1:3978/api/messages",
    name: "Bot on port 3978",
    generation: "auto",
    deliveryMode: "normal",
    channelId: "emulator",
    appId: null,
    appPassword: null,
    tenantId: null,
    timeoutMs: 15_000,
  });
});

test("a password that is not typed anew stays, and goes with the app id", () => {
  expect(toChangeRequest({ ...draft, appId: "app" })).not.toHaveProperty("appPassword");
  expect(toChangeRequest({ ...draft, appId: "app", appPassword: "new" })).toMatchObject({ appId: "app", appPassword: "new" });
  expect(toChangeRequest({ ...draft, appPassword: "typed" })).toMatchObject({ appId: null, appPassword: null });
});

test("what is unusual about a bot is noticed, wherever it is and whatever it is called", () => {
  expect(hasParticulars({ ...draft, name: "Weather" })).toBe(false);
  expect(hasParticulars({ ...draft, timeoutSeconds: "60" })).toBe(true);
});

test("a bot in the form and back is as it was", () => {
  const remote = {
    endpoint: "http://a.example/",
    generation: "v3",
    keyStyle: "plain",
    channelId: "skype",
    deliveryMode: "normal",
  } as const;
  const facts = { ...remote, seenGeneration: null, appId: "app", hasPassword: true, tenantId: "tenant", timeoutMs: 2_500 };
  const bot = {
    id: "a",
    name: "A",
    description: "",
    host: "remote",
    status: "ready",
    overwritePolicy: "sdk",
    overlapTurns: false,
    greeting: "emulator",
    isProduction: false,
    deletionOpensCase: false,
    offersSelfService: false,
  } as const;
  const { keyStyle: _, hasPassword: __, seenGeneration: ___, ...sent } = facts;
  expect(toChangeRequest(toDraft({ ...bot, remote: facts }))).toEqual({ ...sent, name: "A" });
});
