import { expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();
const bot = "/api/bots/obedient";

test("overview, notice and register are answered as data and as files", async () => {
  const { address } = await api.start();
  await api.call("PUT", `${address}/state/user`, { body: { data: { secret: "hazelnut" } }, headers: { "if-match": "*" } });
  const overview = await api.call("GET", `${bot}/overview?days=7`);
  expect(overview.body).toMatchObject({ total: 1, unclassified: 1, paths: [{ path: "/secret", people: 1 }] });
  expect(overview.body.days).toHaveLength(7);
  const files: [address: string, type: string, name: string][] = [
    [`${bot}/overview?format=csv`, "text/csv; charset=utf-8", "obedient.overview.csv"],
    [`${bot}/notice?format=html`, "text/html; charset=utf-8", "obedient.notice.html"],
    [`${bot}/processing-register?format=csv`, "text/csv; charset=utf-8", "obedient.processing-register.csv"],
    [`${bot}/processing-register`, "application/json", "obedient.processing-register.json"],
  ];
  for (const [file, type, name] of files) {
    const { status, headers, text } = await api.call("GET", file);
    expect([status, headers.get("content-type")]).toEqual([200, type]);
    expect(headers.get("content-disposition")).toContain(name);
    expect(text).not.toContain("hazelnut");
  }
  expect((await api.call("GET", `${bot}/overview?days=1`)).body.code).toBe("invalid_request");
});

test("what a dictionary cannot know is said field by field, and nothing empty is taken", async () => {
  const change = (body: object) => api.call("PATCH", `${bot}/processing`, { body, headers: { "x-turnscope-by": "Zo%C3%AB" } });
  expect((await change({ controller: { text: "Example Ltd" }, dpo: { text: "", isNotApplicable: true } })).body).toMatchObject({
    controller: { text: "Example Ltd", isNotApplicable: false, by: "Zoë", at: expect.any(String) },
    dpo: { isNotApplicable: true },
  });
  expect((await change({ controller: { text: " " } })).body.code).toBe("invalid_request");
  expect((await change({ owner: { text: "x" } })).body.code).toBe("invalid_request");
  expect(Object.keys((await change({ dpo: null })).body)).toEqual(["controller"]);
  expect((await api.call("GET", `${bot}/processing`)).body).toMatchObject({ controller: { text: "Example Ltd" } });
  expect((await api.call("GET", "/api/bots/nobody/processing")).body.code).toBe("bot_not_found");
  expect((await api.call("GET", bot)).body).toMatchObject({ overwritePolicy: "sdk", greeting: "emulator" });
});
