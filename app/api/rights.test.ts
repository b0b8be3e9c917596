import { beforeAll, describe, expect, test } from "vitest";
import { createApiKey, revokeApiKey } from "@/lib/access";
import { localCaller, may, type Role, rights, roleNames } from "@/lib/model";
import { api, askerOf, bare, enrolAskers, isBlind, names } from "./_lib/testing/askers";
import { type Place, setProduction } from "./_lib/testing/make-place";
import { makeNoted, maskAgain, outcomeOf, traceIn } from "./_lib/testing/outcome-of";
import { expected } from "./_lib/testing/rights-table";
import { asks, leakIn } from "./_lib/testing/walk";
import { watch } from "./_lib/testing/watch-place";
import { operations } from "./_operations";

process.env.TURNSCOPE_SIGN_IN = "accounts";
beforeAll(enrolAskers);

test("the table has a line for every operation, and every operation that is asked for has one", () => {
  expect(Object.keys(expected).sort()).toEqual(operations.map(({ id }) => id).sort());
  expect(Object.keys(asks).filter((id) => expected[id] === undefined)).toEqual([]);
});

describe.each(names)("with a production bot, %s", (name) => {
  let place: Place;
  beforeAll(async () => {
    place = await makeNoted();
    await setProduction(api, true);
  });

  test.each(Object.keys(expected))("asks for %s", async (id) => {
    const asker = askerOf(name);
    const { word, text } = await outcomeOf(id, asker, place);
    expect(word).toBe(expected[id]?.split(/ +/)[asker.column]);
    expect(leakIn(text)).toBeNull();
    if (isBlind(asker)) expect(traceIn(text, place)).toBeNull();
    if (id === "unmaskPerson") await maskAgain();
    if (id === "deleteBot") await setProduction(api, true);
  });

  test("watches nothing that it may not know of", async () => {
    const { frames, refusals } = await watch(askerOf(name), place);
    const isBlindHere = isBlind(askerOf(name));
    expect(refusals).toEqual(isBlindHere ? [name === "nobody" ? "sign_in_required" : "conversation_not_found"] : []);
    expect(frames.some((frame) => frame.startsWith('{"type":"watching"'))).toBe(!isBlindHere);
    expect(frames.some((frame) => frame.startsWith('{"type":"state"'))).toBe(!isBlindHere);
    expect(leakIn(frames.join())).toBeNull();
    if (isBlindHere) expect(traceIn(frames.join(), place)).toBeNull();
  });
});

test.each(names.slice(1))("with a test bot, a %s may everything that is not about production or access", async (name) => {
  const refused: string[] = [];
  const place = await makeNoted();
  const asker = askerOf(name);
  const deleting = ["deleteSnapshot", "deleteBot"];
  for (const id of [...Object.keys(expected).filter((one) => !deleting.includes(one)), ...deleting]) {
    const { word } = await outcomeOf(id, asker, place);
    if (word !== "yes" && word !== "key") refused.push(id);
  }
  // Reviewers read the log of cases that they worked on, and nobody has in this test.
  const ofOthers = asker.column === 3 ? ["listAudit"] : [];
  // Signed in is not enough: it takes an approver, or an administrator who asked.
  const ofEmergency = asker.column < 4 ? ["endEmergency"] : [];
  const unknown = isBlind(asker) ? ["listAllUnmaskings", "listUnmaskings"] : [];
  const role = roleNames[asker.column - 1] ?? "tester";
  expect(refused.sort()).toEqual([...new Set([...ofOthers, ...ofEmergency, ...unknown, ...whatTakes(role), "startProviderSignIn"])].sort());
});

/** What takes a right that a role has not, whichever bot it is about. */
function whatTakes(role: Role): string[] {
  const isRefused = (right: (typeof operations)[number]["right"]) => rights.some((one) => one === right && !may({ roles: [role] }, one));
  return operations
    .filter(({ right }) => isRefused(right))
    .map(({ id }) => id)
    .sort();
}

test("a key that is none, or was revoked, opens nothing", async () => {
  const { key, apiKey } = await createApiKey({ name: "Nightly", role: "approver" }, localCaller);
  const headers = { authorization: `Bearer ${key}` };
  expect((await bare.call("GET", "/api/bots", { headers })).status).toBe(200);
  await revokeApiKey(apiKey.id, localCaller);
  for (const wrong of [headers, { authorization: "Bearer tsk_none" }, { authorization: "Bearer x" }]) {
    const { status, body } = await bare.call("GET", "/api/bots", { headers: wrong });
    expect([status, body.code]).toEqual([401, "credentials_required"]);
  }
});
