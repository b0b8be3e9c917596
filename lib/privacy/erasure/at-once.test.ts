import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { loadScriptedBot } from "@/lib/conversations/testing";
import { db } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { localCaller as caller } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { moveRequest } from "../requests/move-request";
import { openRequest } from "../requests/open-request";
import { approveErasure } from "./approve-erasure";
import { planErasure } from "./plan-erasure";
import { runErasure } from "./run-erasure";
import { type Canary, makeCanary, seedTwo, tracesOf } from "./testing/two-people";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-at-once-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

async function approved(person: Canary): Promise<{ number: string; planHash: string }> {
  const { number } = await openRequest({ type: "erasure", personId: person.identityId, receivedOn: "2026-11-20" }, caller);
  await moveRequest(number, "verified", { caller });
  const { planHash } = await planErasure(number, caller);
  await approveErasure(number, { planHash, caller });
  return { number, planHash };
}

onEachDatabase(() => {
  test("two people who never met are erased at the same time", { timeout: 120_000 }, async () => {
    vi.spyOn(console, "debug").mockImplementation(() => undefined);
    const [ann, bo, cy, di] = ["Ann", "Bo", "Cy", "Di"].map(makeCanary) as [Canary, Canary, Canary, Canary];
    await seedTwo(ann, bo);
    await seedTwo(cy, di);
    const cases = [await approved(ann), await approved(cy)];

    await Promise.all(
      cases.map(async ({ number, planHash }) => (await runErasure(number, { planHash, confirm: number, caller })).finished),
    );

    for (const { number } of cases) expect((await requireRequest(number)).state).toBe("erased_local");
    expect(await (await db()).findTexts({ texts: [...tracesOf(ann), ...tracesOf(cy)] })).toEqual([]);
    expect((await (await db()).findTexts({ texts: tracesOf(di) })).length).toBeGreaterThan(30);
  });
});
