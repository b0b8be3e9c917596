import { expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();
const address = "/api/bots/obedient/findings";

test("findings are listed, accepted by name, and taken back", async () => {
  const [ann, bo] = [await api.start(), await api.start()];
  const put = (place: string, scope: string) =>
    api.call("PUT", `${place}/state/${scope}`, { body: { data: { wishes: { budgetEur: 900 } } }, headers: { "if-match": "*" } });
  expect((await put(ann.address, "private")).status).toBe(200);
  expect((await put(bo.address, "conversation")).status).toBe(200);
  const { body } = await api.call("GET", `${address}?rule=wrong-scope`);
  expect(body.findings).toMatchObject([{ rule: "wrong-scope", path: "/wishes/budgetEur", severity: "high", accepted: null }]);
  const acceptance = `${address}/${body.findings[0].id}/acceptance`;
  const accepted = await api.call("PUT", acceptance, {
    body: { reason: "Everybody pays together." },
    headers: { "x-turnscope-by": "Zo%C3%AB" },
  });
  expect(accepted.body).toMatchObject({ accepted: { reason: "Everybody pays together.", by: "Zoë" } });
  expect((await api.call("GET", `${address}?rule=wrong-scope`)).body).toMatchObject({ findings: [], counts: { accepted: 1 } });
  expect((await api.call("DELETE", acceptance)).body.accepted).toBeNull();
});

test("what is no finding, no bot, no rule or no reason is refused by name", async () => {
  const body = { reason: "x" };
  expect((await api.call("PUT", `${address}/nowhere/acceptance`, { body })).body.code).toBe("finding_not_found");
  expect((await api.call("DELETE", `${address}/nowhere/acceptance`)).body.code).toBe("finding_not_found");
  expect((await api.call("GET", "/api/bots/nobody/findings")).body.code).toBe("bot_not_found");
  expect((await api.call("GET", `${address}?rule=colour`)).body.code).toBe("invalid_request");
  expect((await api.call("GET", `${address}?cursor=gone`)).body.code).toBe("invalid_cursor");
  for (const given of [{}, { reason: " " }, { reason: "x".repeat(1001) }, { reason: "x", by: "me" }]) {
    expect((await api.call("PUT", `${address}/nowhere/acceptance`, { body: given })).body.code).toBe("invalid_request");
  }
});
