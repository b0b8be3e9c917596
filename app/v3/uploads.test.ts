import { describe, expect, test } from "vitest";
import { renewBotKeys } from "@/lib/conversations";
import { testServiceServer } from "./_lib/testing/service-server";

const server = testServiceServer();
const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 1, 2, 255]);

async function start(user?: { id: string }) {
  const credential = await server.secret("greeter");
  const { token, conversationId } = (await server.ask("POST", "/tokens/generate", { credential, body: { user } })).body;
  await server.ask("POST", "/conversations", { credential: token });
  return { token, path: `/conversations/${conversationId}` };
}

type Place = Awaited<ReturnType<typeof start>>;

async function upload({ token, path }: Place, body: BodyInit, { query = "", headers = {} } = {}) {
  const answer = await fetch(`${server.domain}${path}/upload${query}`, {
    method: "POST",
    body,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  return { status: answer.status, body: await answer.json() };
}

/** As DirectLineJS puts it together. */
function form(activity: object | null, files: [string, string, Uint8Array<ArrayBuffer>][]): FormData {
  const made = new FormData();
  if (activity) made.append("activity", new Blob([JSON.stringify(activity)], { type: "application/vnd.microsoft.activity" }));
  for (const [name, type, bytes] of files) made.append("file", new Blob([bytes], { type }), name);
  return made;
}

async function lastMessage({ token, path }: Place, id: string) {
  const { body } = await server.ask("GET", `${path}/activities`, { credential: token });
  return body.activities.find((activity: { id: string }) => activity.id === id);
}

const fetchFile = async (url: string) => {
  const answer = await fetch(url);
  return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
};

test("a form of an activity and its files is one message, with addresses where the files are", async () => {
  const place = await start();
  const activity = {
    type: "message",
    text: "two files",
    from: { id: "ann" },
    channelData: { clientActivityID: "c1" },
    attachments: [{ contentType: "image/png", name: "a.png" }],
  };
  const sent = form(activity, [
    ["a.png", "image/png", png],
    ["notes.txt", "text/plain", new TextEncoder().encode("hi")],
  ]);
  const { status, body } = await upload(place, sent, { query: "?userId=ann" });
  expect(status).toBe(200);
  const message = await lastMessage(place, body.id);
  expect(message).toMatchObject({ text: "two files", from: { id: "ann" }, channelData: { clientActivityID: "c1" } });
  expect(message.attachments).toMatchObject([
    { name: "a.png", contentType: "image/png" },
    { name: "notes.txt", contentType: "text/plain" },
  ]);
  const url = new URL(message.attachments[0].contentUrl);
  const file = await fetchFile(server.origin + url.pathname);
  expect(file.bytes).toEqual(png);
  expect(file.headers.get("content-type")).toBe("image/png");
  const info = await server.ask("GET", url.pathname.replace("/views/original", ""));
  expect(info.body).toEqual({ name: "a.png", type: "image/png", views: [{ viewId: "original", size: png.length }] });
});

test("a file by itself is a message of whom the address names", async () => {
  const place = await start();
  const headers = { "content-type": "image/png", "content-disposition": 'name="file"; filename="joke.png"' };
  const { status, body } = await upload(place, png, { query: "?userId=ann", headers });
  expect(status).toBe(200);
  expect(await lastMessage(place, body.id)).toMatchObject({
    from: { id: "ann" },
    attachments: [{ name: "joke.png", contentType: "image/png" }],
  });
});

test("whose token names a person uploads as that person", async () => {
  const place = await start({ id: "dl_ann" });
  const { body } = await upload(place, form({ type: "message", from: { id: "bo" } }, [["a.png", "image/png", png]]), {
    query: "?userId=eve",
  });
  expect((await lastMessage(place, body.id)).from.id).toBe("dl_ann");
});

test.each([
  ["no file", form({ type: "message", from: { id: "ann" } }, []), "?userId=ann"],
  ["nobody", form({ type: "message" }, [["a.png", "image/png", png]]), ""],
  ["a person only a token may name", form(null, [["a.png", "image/png", png]]), "?userId=dl_ann"],
])("an upload of %s is refused", async (_, body, query) => {
  const refused = await upload(await start(), body, { query });
  expect(refused).toMatchObject({ status: 400, body: { error: { code: "BadArgument", message: expect.any(String) } } });
});

test("a broken form and one that is too large are refused in the protocol's words", async () => {
  const place = await start();
  const broken = await upload(place, "nothing", { headers: { "content-type": "multipart/form-data; boundary=x" } });
  expect(broken).toMatchObject({ status: 400, body: { error: { code: "BadArgument" } } });
  const large = await upload(place, form(null, [["a.png", "image/png", new Uint8Array(4 * 1024 * 1024 + 1)]]), { query: "?userId=ann" });
  expect(large).toMatchObject({ status: 413, body: { error: { code: "MessageSizeTooBig" } } });
});

describe("a file never runs", () => {
  test.each(["text/html", "image/svg+xml", "application/javascript", "text/xml", "application/xhtml+xml", "application/pdf", "weird"])(
    "of type %s it is bytes to be saved",
    async (type) => {
      const place = await start();
      const { body } = await upload(place, form(null, [["évil';\r\n.html", type, png]]), { query: "?userId=ann" });
      const { attachments } = await lastMessage(place, body.id);
      const { headers } = await fetchFile(server.origin + new URL(attachments[0].contentUrl).pathname);
      expect(headers.get("content-type")).toBe("application/octet-stream");
      expect(headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("sandbox");
    },
  );

  test("one that is not there is 404 in the protocol's words", async () => {
    for (const path of ["/v3/attachments/f-nowhere", "/v3/attachments/f-nowhere/views/original"]) {
      expect(await server.ask("GET", path)).toMatchObject({ status: 404, body: { error: { code: "BadArgument" } } });
    }
  });
});

describe("a bot's own file", () => {
  const send = async (body: unknown, { conversationId = "", key = "" }) =>
    server.ask("POST", `/v3/conversations/${conversationId}/attachments`, { credential: key, body });
  const startedBy = async (botId: string) => {
    const { storageKey, directLineSecret } = await renewBotKeys(botId);
    const { conversationId } = (await server.ask("POST", "/conversations", { credential: directLineSecret })).body;
    return { conversationId, key: storageKey };
  };
  const original = Buffer.from(png).toString("base64");

  test("is kept, and served with its thumbnail", async () => {
    const sent = { type: "image/png", name: "a.png", originalBase64: original, thumbnailBase64: original };
    const { status, body } = await send(sent, await startedBy("apologetic"));
    expect(status).toBe(201);
    for (const viewId of ["original", "thumbnail"]) {
      expect((await fetchFile(`${server.origin}/v3/attachments/${body.id}/views/${viewId}`)).bytes).toEqual(png);
    }
  });

  test("without what it needs is refused as the Emulator refused it", async () => {
    const refused = await send({ type: "image/png", name: "a.png" }, await startedBy("apologetic"));
    expect(refused).toMatchObject({ status: 400, body: { error: { code: "MissingProperty" } } });
  });

  test("is not taken into another bot's conversation", async () => {
    const [{ conversationId }, { key }] = [await startedBy("state-management"), await startedBy("apologetic")];
    const { status } = await send({ type: "image/png", name: "a.png", originalBase64: original }, { conversationId, key });
    expect(status).toBe(404);
  });
});
