import { expect, test, vi } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { factStatements } from "@/lib/facts";
import type { PersonalDataDetector } from "@/lib/hints";
import { bus } from "@/lib/live";
import { fullSight, type JsonObject } from "@/lib/model";
import { listPaths } from "..";
import { hintPaths } from "./hint-paths";
import { watchForHints } from "./watch-for-hints";

let seq = 0;

async function write(data: JsonObject): Promise<void> {
  seq += 1;
  const owner = { channelId: "emulator", userId: "ann" };
  const fact = { itemId: `item-${seq}`, botId: "profile", scope: "user" as const, owner, before: null, after: JSON.stringify(data) };
  await (await db()).transaction(factStatements([fact], { seq, at: "2026-11-21T10:00:00.000Z", person: owner }));
}

/** Takes every value with an @ for an address. */
const simple: PersonalDataDetector = {
  detect: async (places) =>
    places
      .filter(({ value }) => String(value).includes("@"))
      .map(({ path }) => ({ path, kind: "email", confidence: "certain", reason: "It has an @", category: "contact" })),
};

async function hintsByPath() {
  const { paths } = await listPaths("profile", { status: "all", limit: 100 }, fullSight);
  return Object.fromEntries(paths.map(({ path, hints }) => [path, hints.map(({ kind, reason, category }) => [kind, reason, category])]));
}

onEachDatabase(() => {
  test("each path is looked at once, and what looks personal is shown with the reason", async () => {
    await write({ mail: "ann@example.org", size: 38, isNew: true, items: [{ at: "x@y.example" }] });
    expect(await hintPaths(simple)).toBe(4);
    expect(await hintPaths(simple)).toBe(0);
    const mail = [["email", "It has an @", "contact"]];
    expect(await hintsByPath()).toEqual({ "/mail": mail, "/size": [], "/isNew": [], "/items[]/at": mail });
    const kept = await (await db()).query(sql`SELECT * FROM path_hint`);
    expect(JSON.stringify(kept)).not.toContain("example");
  });

  test("a look that fails is told, keeps nothing, and is made again after the next write", async () => {
    await write({ phone: "a@b.example" });
    const onError = vi.fn();
    const detect = vi.fn(simple.detect).mockRejectedValueOnce(new Error("broken"));
    const stop = watchForHints({ detector: { detect }, delayMs: 1, onError });
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
    expect((await hintsByPath())["/phone"]).toEqual([]);
    bus().publish({ type: "state", conversationId: null, turn: null, write: null, touched: [] });
    await vi.waitFor(async () => expect((await hintsByPath())["/phone"]).toHaveLength(1));
    await stop();
  });
});
