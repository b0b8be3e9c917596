import { afterEach, expect, test } from "vitest";
import { readState, requireTurn } from "@/lib/conversations";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { listFindings, readPerson } from "@/lib/memory";
import { type FindingRule, fullSight } from "@/lib/model";
import { cast } from "./cast";
import { playStory } from "./play-story";
import { resetClock } from "./seed-clock";

/** Of the trip planner; the profile bot has a path with several types. */
const rulesToFind: FindingRule[] = [
  ...(["wrong-scope", "shared-personal", "broken-dialog", "lost-updates", "contradiction", "near-budget", "growing"] as const),
  ...(["unread", "left-behind", "no-purpose", "no-retention"] as const),
];
const now = new Date("2026-11-21T12:00:00Z");

afterEach(resetClock);

onEachDatabase(() => {
  test("memory-review is six weeks long, through three releases, and holds what its pages are to find", async () => {
    await playStory(now);
    const { query } = await db();
    const [span] = await query(sql`SELECT min(at) AS first, max(at) AS last FROM state_write`);
    expect(span).toEqual({ first: expect.stringMatching(/^2026-10-11/), last: expect.stringMatching(/^2026-11-20/) });
    const releases = await query(sql`SELECT DISTINCT bot_version AS version FROM turn WHERE conversation_id LIKE 'review-%' ORDER BY 1`);
    expect(releases).toHaveLength(3);

    const { conversation, private: privately } = await readState("review-lisbon", cast.ann.id);
    expect(conversation.data).toMatchObject({ wishes: { budgetEur: 1200 } });
    expect(privately.data).toBeNull();
    expect((await readState("review-lisbon", cast.bo.id)).private.data).toEqual({ wishes: { budgetEur: 400 } });

    const turns = await query<{ number: number }>(sql`SELECT number FROM turn WHERE conversation_id = 'review-alps' AND lost_updates > 0`);
    const { record } = await requireTurn("review-alps", turns[0]?.number ?? 0);
    expect(record.lostUpdates[0]?.paths).toContain(`/trip/votes/${cast.bo.id}`);
    const { findings } = await listFindings("trip-planner", { status: "open", limit: 100 }, fullSight);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(rulesToFind));
    expect((await readPerson(identityIdOf({ channelId: "webchat", userId: cast.ann.id }), fullSight)).identities).toHaveLength(2);
    expect(JSON.stringify((await readState("review-insured-1", cast.cleo.id)).dialog.data)).toContain('"insurance"');
  }, 60_000);
});
