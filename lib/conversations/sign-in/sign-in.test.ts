import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import type { Activity } from "@/lib/model";
import { hideToken } from "./hide-token";
import { openSignInId, signInLinkOf } from "./sign-in-link";
import { deleteUserTokens, readUserToken, readUserTokens, takeCode, upsertUserToken } from "./user-token-row";
import { withSignInLinks } from "./with-sign-in-links";

beforeAll(() => {
  process.env.TURNSCOPE_SECRET_KEY = "a key that only this test knows, 32+";
});

const idOf = (link: string): string => new URL(link).pathname.split("/").at(-1) ?? "";

test("a sign-in link gives back what it was made for, whatever that is, and shows none of it", () => {
  const text = fc.string({ unit: "binary", minLength: 4 });
  const place = fc.record({ botId: text, channelId: text, userId: text, connectionName: text, conversationId: text });
  fc.assert(
    fc.property(place, (made) => {
      const id = idOf(signInLinkOf(made));
      expect(openSignInId(id)).toEqual(made);
      expect(id).toMatch(/^[\w-]+$/);
      expect(Buffer.from(id, "base64url").includes(made.userId)).toBe(false);
    }),
  );
});

test("a link that was changed anywhere is none of ours", () => {
  const id = idOf(signInLinkOf({ botId: "b", channelId: "c", userId: "u", connectionName: "n", conversationId: "c-1" }));
  for (const at of [0, 20, id.length - 1]) {
    const changed = id.slice(0, at) + (id[at] === "A" ? "Q" : "A") + id.slice(at + 1);
    expect(() => openSignInId(changed)).toThrow("none of this Turnscope");
  }
});

const activity = (more: object): Activity => ({
  type: "message",
  id: "a-1",
  timestamp: "",
  channelId: "emulator",
  conversation: { id: "c-1" },
  from: { id: "bot" },
  recipient: { id: "ann" },
  ...more,
});

test("only what tells a bot of a token is changed for the log, and a trace that repeats it", () => {
  const told = { type: "event", name: "tokens/response", value: { token: "secret", connectionName: "n" } };
  const hidden = { token: "(left out)", connectionName: "n" };
  expect(hideToken(activity(told)).value).toEqual(hidden);
  expect(hideToken(activity({ type: "invoke", name: "signin/tokenExchange", value: { id: 1, token: "secret" } })).value).toEqual({
    id: 1,
    token: "(left out)",
  });
  expect(hideToken(activity({ type: "trace", name: "ReceivedActivity", value: told })).value).toEqual({ ...told, value: hidden });
  for (const other of [{ type: "event", name: "mine", value: { token: "shown" } }, { type: "trace", value: "text" }, {}]) {
    expect(hideToken(activity(other))).toEqual(activity(other));
  }
});

test("a link is put on the button of an OAuth card that has none, and nothing else of a message is changed", () => {
  const card = (content: object) => activity({ attachments: [{ contentType: "application/vnd.microsoft.card.oauth", content }] });
  const linked = withSignInLinks(card({ connectionName: "github", text: "hi", buttons: [{ type: "signin", title: "Go" }] }), {
    botId: "b",
    userId: "ann",
  });
  const content = linked.attachments?.[0]?.content as { text: string; buttons: { title: string; value: string }[] };
  expect([content.text, content.buttons[0]?.title]).toEqual(["hi", "Go"]);
  expect(openSignInId(idOf(content.buttons[0]?.value ?? ""))).toEqual({
    botId: "b",
    userId: "ann",
    channelId: "emulator",
    conversationId: "c-1",
    connectionName: "github",
  });
  const others = [
    card({ connectionName: "github", buttons: [{ type: "signin", value: "https://login.example" }] }),
    card({ connectionName: "github", buttons: "none" }),
    card({ buttons: [{ type: "signin" }] }),
    activity({ attachments: [{ contentType: "application/vnd.microsoft.card.signin", content: { buttons: [{ type: "signin" }] } }] }),
  ];
  for (const other of others) expect(withSignInLinks(other, { botId: "b", userId: "ann" })).toEqual(other);
});

onEachDatabase((_, provider) => {
  const place = { botId: `b-${provider}`, channelId: "my channel", userId: "Ann 🙂 \0 '; --", connectionName: "a/b c" };
  const run = async (statement: ReturnType<typeof takeCode>) => (await db()).execute(statement);

  test("a token is one person's at one connection of one bot, sealed, and given back as it was", async () => {
    await run(upsertUserToken(place, "first", null));
    await run(upsertUserToken(place, "second", null));
    const row = await readUserToken(place);
    expect({ ...row, token: row?.token() }).toMatchObject({ ...place, token: "second", awaitsCode: false });
    for (const other of [{ userId: "bob" }, { channelId: "other" }, { connectionName: "other" }, { botId: "other" }]) {
      expect(await readUserToken({ ...place, ...other })).toBeNull();
    }
  });

  test("a code is taken once, and only with its own token", async () => {
    const coded = { ...place, userId: "coded" };
    await run(upsertUserToken(coded, "token", "012345"));
    expect((await readUserToken(coded))?.awaitsCode).toBe(true);
    expect([await run(takeCode(coded, "12345")), await run(takeCode({ ...coded, userId: "bob" }, "012345"))]).toEqual([0, 0]);
    expect([await run(takeCode(coded, "012345")), await run(takeCode(coded, "012345"))]).toEqual([1, 0]);
    expect((await readUserToken(coded))?.awaitsCode).toBe(false);
  });

  test("signing out takes what is named, and nothing of anybody else", async () => {
    const [mine, elsewhere, theirs] = [
      { ...place, userId: "carol", connectionName: "one" },
      { ...place, userId: "carol", connectionName: "two" },
      { ...place, userId: "dave", connectionName: "one" },
    ];
    for (const each of [mine, elsewhere, theirs]) await run(upsertUserToken(each, "token", null));
    expect(await deleteUserTokens(place.botId, { userId: "carol", connectionName: "one" })).toBe(1);
    expect((await readUserTokens(place.botId, { userId: "carol" })).map(({ connectionName }) => connectionName)).toEqual(["two"]);
    expect(await deleteUserTokens(place.botId, { userId: "carol" })).toBe(1);
    expect(await readUserToken(theirs)).not.toBeNull();
  });
});
