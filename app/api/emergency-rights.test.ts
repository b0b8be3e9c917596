import { beforeAll, describe, expect, test } from "vitest";
import { endExpiredEmergencies } from "@/lib/access";
import { db, sql } from "@/lib/db";
import { type Asker, api, askerOf, bare, enrolAskers } from "./_lib/testing/askers";
import { ann, canary, type Place, setProduction } from "./_lib/testing/make-place";
import { makeNoted, maskAgain, outcomeOf, traceIn } from "./_lib/testing/outcome-of";
import { expected } from "./_lib/testing/rights-table";
import { leakIn } from "./_lib/testing/walk";
import { openSocket } from "./_lib/testing/watch-place";
import { operations } from "./_operations";

process.env.TURNSCOPE_SIGN_IN = "accounts";
beforeAll(enrolAskers);

describe("in an emergency, an administrator", () => {
  const emergencyAsker: Asker = { column: 5, headers: {} };
  let place: Place;
  beforeAll(async () => {
    emergencyAsker.headers = askerOf("administrator").headers;
    place = await makeNoted();
    await setProduction(api, true);
  });

  const begin = async (): Promise<string> => {
    const asked = await bare.call("POST", "/api/access/emergency", { body: { reason: "a test" }, headers: emergencyAsker.headers });
    const granted = await bare.call("POST", `/api/access/emergency/${asked.body.id}/grant`, { headers: askerOf("approver").headers });
    expect([asked.status, granted.status]).toEqual([201, 200]);
    return asked.body.id;
  };
  const end = (id: string) => bare.call("DELETE", `/api/access/emergency/${id}`, { headers: emergencyAsker.headers });

  test("reads what a privacy reviewer reads, masked until unmasked, and changes, exports and decides nothing", async () => {
    const id = await begin();
    for (const operation of operations.filter((one) => one.id !== "signOutHere")) {
      const { word, text } = await outcomeOf(operation.id, emergencyAsker, place);
      expect([operation.id, word]).toEqual([operation.id, wordInEmergency(operation)]);
      expect([operation.id, leakIn(text)]).toEqual([operation.id, null]);
      if (operation.id === "unmaskPerson") await maskAgain();
    }
    await end(id);
  });

  test("sees nothing more on an open socket once it is over", async () => {
    const id = await begin();
    const { frames, refusals, close } = await openSocket(emergencyAsker, place);
    const say = () => api.call("POST", `${place.address}/activities`, { body: { from: { id: ann.id }, text: `tell ${canary}` } });
    await expect.poll(() => frames.some((frame) => frame.startsWith('{"type":"watching"'))).toBe(true);
    await say();
    await expect.poll(() => frames.some((frame) => frame.startsWith('{"type":"state"'))).toBe(true);
    // As the clock does it, with nobody who ends it.
    const past = new Date(Date.now() - 1).toISOString();
    await (await db()).execute(sql`UPDATE emergency_access SET until = ${past} WHERE id = ${id}`);
    frames.length = 0;
    await say();
    expect(await endExpiredEmergencies()).toBe(1);
    await expect.poll(() => frames.some((frame) => frame.startsWith('{"type":"masking"'))).toBe(true);
    expect(traceIn(frames.join(), place)).toBeNull();
    expect(refusals).toEqual([]);
    close();
  });
});

/** The reviewer's word for what is read with the rights of an emergency; of all the rest, the administrator's. */
function wordInEmergency({ id, method, isReading, isCopy, right }: (typeof operations)[number]): string | undefined {
  const [, , , ofReviewer, , ofAdministrator] = expected[id]?.split(/ +/) ?? [];
  const given = ["test.use", "production.see", "production.unmask", "privacy.see", "audit.read-own-cases"];
  const needed = typeof right === "object" && typeof right.inProduction === "string" ? right.inProduction : right;
  if (method !== "GET" && !isReading) return ofAdministrator;
  if (typeof needed === "string" && given.includes(needed) && !isCopy) return ofReviewer;
  // Of a bot that they see now it is refused, not hidden.
  return ofAdministrator === "404" ? "no" : ofAdministrator;
}
