import { describe, expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();

const hello = { type: "message", text: "hello", from: { id: "ada", role: "user" }, recipient: { id: "obedient", role: "bot" } };

describe("transcripts", () => {
  test("a conversation is saved as one and opened again", async () => {
    const { address, conversationId } = await api.start();
    await api.call("POST", `${address}/activities`, { body: { text: "hi" } });
    const saved = await api.call("GET", `${address}/transcript`);
    expect(saved.headers.get("content-disposition")).toContain(`filename="${conversationId}.transcript"`);
    const opened = await api.call("POST", "/api/transcripts", { text: saved.text });
    expect([opened.status, opened.headers.get("location")]).toEqual([201, opened.body.url]);
    const again = await api.call("GET", `/api/conversations/${opened.body.conversationId}/transcript`);
    expect(again.body.map(({ text }: { text?: string }) => text)).toEqual([undefined, "hi", "you said hi"]);
  });

  test("what is opened can be looked at and not changed", async () => {
    const { body } = await api.call("POST", "/api/transcripts", { body: [hello] });
    const address = `/api/conversations/${body.conversationId}`;
    expect((await api.call("GET", address)).body.isReadOnly).toBe(true);
    const { body: snapshot } = await api.call("POST", "/api/snapshots", { body: { name: "nothing", conversationId: body.conversationId } });
    const attempts = [
      await api.call("POST", `${address}/activities`, { body: { text: "hi" } }),
      await api.call("PUT", `${address}/state/user`, { body: { data: {} }, headers: { "if-match": "*" } }),
      await api.call("PUT", `${address}/state`, { body: { kind: "edit", scopes: { user: { data: {}, eTag: "*" } } } }),
      await api.call("PATCH", `${address}/state/user`, { body: [], headers: { "if-match": "*" } }),
      await api.call("DELETE", `${address}/state/user`, { headers: { "if-match": "*" } }),
      await api.call("POST", `/api/snapshots/${snapshot.id}/apply`, { body: { conversationId: body.conversationId } }),
      await api.call("POST", `${address}/restore`, { body: { turn: 1 } }),
    ];
    for (const { status, body: problem } of attempts) expect([status, problem.code]).toEqual([409, "conversation_read_only"]);
    expect((await api.call("GET", `${address}/transcript`)).body).toHaveLength(1);
  });

  test.each([
    ["an object", {}, ""],
    ["nothing said", [], ""],
    ["something that is no activity", [hello, "hello"], "/1"],
    ["an activity without a type", [{ ...hello, type: undefined }], "/0/type"],
    ["an activity of nobody", [hello, { type: "message" }], "/1/from"],
    ["a person without an id", [{ ...hello, from: { name: "Ada" } }], "/0/from/id"],
    ["an id that is half a letter", [{ ...hello, from: { id: "\ud83d" } }], "/0/from/id"],
    ["a text that is none", [{ ...hello, text: 1 }], "/0/text"],
  ])("%s is refused with the place, and nothing is opened", async (_, body, path) => {
    const before = (await api.call("GET", "/api/conversations")).body;
    const refused = await api.call("POST", "/api/transcripts", { body });
    expect([refused.status, refused.body.code]).toEqual([422, "invalid_request"]);
    expect(refused.body.errors[0].path).toBe(path);
    expect((await api.call("GET", "/api/conversations")).body).toEqual(before);
  });
});

describe("bug bundles", () => {
  const talk = async () => {
    const { address, conversationId } = await api.start();
    await api.call("POST", `${address}/activities`, { body: { text: "begin dialog" } });
    await api.call("PUT", `${address}/state/user`, { body: { data: { a: 1 } }, headers: { "if-match": "*" } });
    await api.call("POST", `${address}/activities`, { body: { text: "throw" } });
    return { address, conversationId };
  };

  test("a conversation is saved as one and opened again, with the state at each of its turns", async () => {
    const { address, conversationId } = await talk();
    const saved = await api.call("GET", `${address}/bundle`);
    expect(saved.headers.get("content-disposition")).toContain(`filename="${conversationId}.bundle.json"`);
    const opened = await api.call("POST", "/api/bundles", { text: saved.text });
    expect([opened.status, opened.headers.get("location")]).toEqual([201, opened.body.url]);
    const there = `/api/conversations/${opened.body.conversationId}`;
    for (const query of ["?turn=1", "?turn=2", "?turn=2&before=1", "?turn=3", ""]) {
      const [one, other] = [await api.call("GET", `${address}/state${query}`), await api.call("GET", `${there}/state${query}`)];
      for (const scope of ["user", "conversation", "private", "dialog"]) expect(other.body[scope].data).toEqual(one.body[scope].data);
    }
    const failed = await api.call("GET", `${there}/turns/3`);
    expect(failed.body).toMatchObject({ outcome: "failed", error: { name: "RangeError" } });
    expect((await api.call("POST", `${there}/activities`, { body: { text: "hi" } })).body.code).toBe("conversation_read_only");
  });

  test.each([
    ["of a newer version", (bundle: object) => ({ ...bundle, version: 2 }), "/version", /version 2; this Turnscope reads version 1/],
    ["of another format", (bundle: object) => ({ ...bundle, format: "turnscope-snapshot" }), "/format", /Invalid/],
    ["with something added", (bundle: object) => ({ ...bundle, more: 1 }), "/more", /Unrecognized/],
    ["with half of it missing", ({ items: _, ...bundle }: Record<string, unknown>) => bundle, "/items", /array/],
  ])("a bundle %s is refused with the place, and nothing is opened", async (_, change, path, message) => {
    const { address } = await talk();
    const { body: bundle } = await api.call("GET", `${address}/bundle`);
    const before = (await api.call("GET", "/api/conversations")).body;
    const refused = await api.call("POST", "/api/bundles", { body: change(bundle) });
    expect([refused.status, refused.body.code]).toEqual([422, "invalid_request"]);
    expect(refused.body.errors).toContainEqual({ in: "body", path, message: expect.stringMatching(message) });
    expect((await api.call("GET", "/api/conversations")).body).toEqual(before);
  });
});
