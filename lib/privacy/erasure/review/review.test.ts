import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readState } from "@/lib/conversations";
import { loadScriptedBot } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { signatureCheck } from "@/lib/env";
import { localCaller as caller, fullSight, maskedText, verifyReceipt } from "@/lib/model";
import { moveRequest } from "../../requests/move-request";
import { planErasure } from "../plan-erasure";
import { readReceipt } from "../receipt/read-receipt";
import { approveAndRun, idsOf, isAnywhere, placesByPattern, shareByHand } from "../testing/by-hand";
import { decidePlaces } from "./decide-places";
import { listPlacesOfCase } from "./list-places";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-review-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

onEachDatabase(() => {
  test("what is decided before the run to be the person's goes with the rest, and somebody else's is kept", {
    timeout: 60_000,
  }, async () => {
    const { number, together, bo, texts } = await shareByHand();
    await planErasure(number, caller);
    const places = await placesByPattern(number);
    expect(places["/hers"]).toMatchObject({ values: [texts.hers], writtenBy: "Tess", reason: "hand", decision: null, isEarlier: false });
    expect(places["/was"]).toMatchObject({ values: [texts.was], isEarlier: true });
    const masked = await listPlacesOfCase(number, { ...fullSight, seesParty: () => false });
    expect(JSON.stringify(masked)).not.toContain(texts.hers);
    expect(masked.places.map(({ values }) => values)).toEqual([[maskedText], [maskedText], [maskedText]]);

    await decidePlaces(number, { placeIds: await idsOf(number, "/hers", "/was"), decision: "erase" }, caller);
    await decidePlaces(number, { placeIds: await idsOf(number, "/his"), decision: "kept" }, caller);
    const erasure = await planErasure(number, caller);
    expect(erasure.plan.unattributed).toEqual([]);
    await approveAndRun(number, erasure.planHash);

    expect((await readState(together.id, bo)).conversation.data).toEqual({ his: texts.his });
    expect([await isAnywhere(texts.hers), await isAnywhere(texts.was), await isAnywhere(texts.his)]).toEqual([false, false, true]);
    expect((await readReceipt(number)).receipt.decidedPlaces).toEqual({ erased: 2, keptAsOthers: 1, toBeErased: 0, waiting: 0 });
    expect((await placesByPattern(number))["/hers"]).toMatchObject({ decision: "erased", decidedBy: caller.name, values: [] });
    expect((await moveRequest(number, "complete", { caller })).state).toBe("complete");
  });

  test("a case does not end before all is decided, and what is decided afterwards is planned, approved, erased and verified too", {
    timeout: 60_000,
  }, async () => {
    const { number, together, bo, texts } = await shareByHand();
    const { planHash } = await planErasure(number, caller);
    await approveAndRun(number, planHash);
    expect(await isAnywhere(texts.hers)).toBe(true);
    await expect(moveRequest(number, "complete", { caller })).rejects.toMatchObject({ code: "case_places_open" });

    await decidePlaces(number, { placeIds: await idsOf(number, "/his"), decision: "kept" }, caller);
    expect((await readReceipt(number)).receipt).toMatchObject({ decidedPlaces: { keptAsOthers: 1, waiting: 2 }, earlier: [] });
    await decidePlaces(number, { placeIds: await idsOf(number, "/hers", "/was"), decision: "erase" }, caller);
    await expect(moveRequest(number, "complete", { caller })).rejects.toMatchObject({ code: "case_state_conflict" });
    await expect(moveRequest(number, "cancelled", { caller })).rejects.toMatchObject({ code: "case_state_conflict" });
    await approveAndRun(number, (await planErasure(number, caller)).planHash);

    expect((await readState(together.id, bo)).conversation.data).toEqual({ his: texts.his });
    expect([await isAnywhere(texts.hers), await isAnywhere(texts.was), await isAnywhere(texts.his)]).toEqual([false, false, true]);
    const signed = await readReceipt(number);
    expect(signed.receipt).toMatchObject({
      decidedPlaces: { erased: 2, keptAsOthers: 1, waiting: 0 },
      earlier: [{ receipt: { planHash } }],
    });
    expect(await verifyReceipt(JSON.stringify(signed), signatureCheck)).toMatchObject({ isGenuine: true });
    expect((await moveRequest(number, "complete", { caller })).state).toBe("complete");
  });

  test("who decided and when is on record, values are not, and a decision can be taken back while it is not done", {
    timeout: 60_000,
  }, async () => {
    const { number, texts } = await shareByHand();
    const { planHash } = await planErasure(number, caller);
    await approveAndRun(number, planHash);
    const placeIds = await idsOf(number, "/hers", "/his", "/was");
    await decidePlaces(number, { placeIds, decision: "erase" }, caller);
    await decidePlaces(number, { placeIds, decision: "kept" }, caller);
    await expect(decidePlaces(number, { placeIds: ["er-none"], decision: "kept" }, caller)).rejects.toMatchObject({
      code: "place_not_found",
    });
    const entries = await (await db()).query<Record<string, unknown>>(
      sql`SELECT * FROM audit_entry WHERE case_number = ${number} ORDER BY seq`,
    );
    const text = JSON.stringify(entries);
    expect(text).toContain("placesOfPerson");
    expect(Object.values(texts).filter((one) => text.includes(one))).toEqual([]);
    expect((await moveRequest(number, "complete", { caller })).state).toBe("complete");
  });
});
