import { expect, test, vi } from "vitest";
import { readBundle, readState } from "@/lib/conversations";
import { loadScriptedBot } from "@/lib/conversations/testing";
import { db } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { hideExpired, hideInBundle } from "@/lib/memory";
import { daysLater, inForce, meet, rule } from "./testing/expire";

loadScriptedBot();

onEachDatabase(() => {
  test("many pages that watch one conversation ask once after each write, and nobody else's rules are read", async () => {
    const ann = await meet({ email: "plover@example.org" });
    await inForce(rule({ pattern: "/email" }));
    await daysLater(31);
    const asked = vi.spyOn(await db(), "query");
    const statements = async (pages: number) => {
      asked.mockClear();
      const seen = await Promise.all(Array.from({ length: pages }, () => hideExpired({ user: state.user }, place)));
      return { count: asked.mock.calls.length, text: JSON.stringify(seen) };
    };
    const place = { conversationId: ann.id, userId: ann.userId };
    const state = await readState(ann.id, ann.userId);
    expect((await statements(20)).count).toBe(4);
    expect((await statements(20)).count).toBe(0);

    await inForce(rule({ botId: "another" }));
    const open = await statements(20);
    expect(open.count).toBe(1);
    expect(open.text).toContain("plover");

    await inForce(rule({ pattern: "/email" }));
    expect((await statements(1)).text).not.toContain("plover");
  });

  test("of a bundle with many members the rules are asked once", async () => {
    const ann = await meet({ email: "plover@example.org" });
    await inForce(rule({ pattern: "/email" }));
    await daysLater(31);
    const bundle = await readBundle(ann.id);
    const members = [...bundle.conversation.members, ...Array.from({ length: 30 }, (_, n) => ({ id: `more-${n}`, name: `More ${n}` }))];
    const asked = vi.spyOn(await db(), "query").mockClear();
    const hidden = await hideInBundle({ ...bundle, conversation: { ...bundle.conversation, members } });
    expect(asked.mock.calls.length).toBe(4);
    expect(JSON.stringify(hidden)).not.toContain("plover");
  });
});
