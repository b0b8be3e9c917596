import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadScriptedBot, openConversation } from "@/lib/conversations/testing";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { bus } from "@/lib/live";
import { localCaller as caller, defaultChannelId as channelId, fullSight, newUserId } from "@/lib/model";
import { erasureEpoch } from "@/lib/standing";
import { moveRequest } from "../requests/move-request";
import { openRequest } from "../requests/open-request";
import { readRequest } from "../requests/read-request";
import { approveErasure } from "./approve-erasure";
import { planErasure } from "./plan-erasure";
import { readReceipt } from "./receipt/read-receipt";
import { runErasure } from "./run-erasure";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-asked-twice-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

beforeEach(() => void vi.spyOn(console, "debug").mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

async function somebody(): Promise<string> {
  const userId = newUserId();
  const { say } = await openConversation({ userId });
  await say("hello", userId);
  return identityIdOf({ channelId, userId });
}

/** As far as the approval. */
async function approved(personId: string): Promise<{ number: string; planHash: string }> {
  const { number } = await openRequest({ type: "erasure", personId, receivedOn: "2026-11-20" }, caller);
  await moveRequest(number, "verified", { caller });
  const { planHash } = await planErasure(number, caller);
  await approveErasure(number, { planHash, caller });
  return { number, planHash };
}

const run = async ({ number, planHash }: { number: string; planHash: string }): Promise<void> =>
  (await runErasure(number, { planHash, confirm: number, caller })).finished;
const read = (number: string) => readRequest(number, fullSight);

onEachDatabase(() => {
  test("another case of somebody who was erased meanwhile is complete, and says in which they were", async () => {
    const [ann, bo] = [await somebody(), await somebody()];
    const [first, other] = [await approved(ann), await approved(bo)];
    const { number: third } = await openRequest({ type: "erasure", personId: ann, receivedOn: "2026-11-21" }, caller);
    const second = await approved(ann);
    await run(second);
    expect(await read(second.number)).toMatchObject({ state: "erased_local" });
    for (const number of [first.number, third]) {
      const found = await read(number);
      expect(found).toMatchObject({ state: "complete", closedAt: expect.any(String) });
      expect(found.events[0]).toMatchObject({ to: "complete", detail: { erasedIn: second.number } });
    }
    expect(await read(other.number)).toMatchObject({ state: "approved", closedAt: null });
  });

  test("each is linked with the one that did it, in one direction", async () => {
    const ann = await somebody();
    const [first, second] = [await approved(ann), await approved(ann)];
    await run(second);
    const links = [first, second].map(async ({ number }) => (await read(number)).duplicateOf);
    expect(await Promise.all(links)).toEqual([null, first.number]);
    const bo = await somebody();
    const [one, again] = [await approved(bo), await approved(bo)];
    const { planHash } = await planErasure(one.number, caller);
    await approveErasure(one.number, { planHash, caller });
    await run({ ...one, planHash });
    expect((await read(again.number)).duplicateOf).toBe(one.number);
  });

  test("the receipt says what was not looked for and not read", async () => {
    const one = await approved(await somebody());
    await run(one);
    const { receipt } = await readReceipt(one.number);
    expect(receipt.notErased).toEqual(expect.arrayContaining(["short", "unread"].map((code) => expect.objectContaining({ code }))));
  });

  test("pages are told of each erasure when it is done and when it is verified, and a restart later tells them the same", async () => {
    const one = await approved(await somebody());
    const before = await erasureEpoch();
    const told: string[] = [];
    const leave = bus().subscribe((event) => void (event.type === "person-erased" && told.push(event.erasureEpoch)));
    await run(one);
    leave();
    expect(new Set([before, ...told]).size).toBe(3);
    expect(await erasureEpoch()).toBe(told.at(-1));
  });
});
