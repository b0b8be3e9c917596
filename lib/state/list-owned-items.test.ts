import fc from "fast-check";
import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { formatStorageKey, newConversationId, newUserId } from "@/lib/model";
import { directStorage } from "./direct-storage";
import { listKeysOfUser, type OwnedItem, pageOwnedItems } from "./list-owned-items";

onEachDatabase(() => {
  test("a person's items are their user state and their private state of every conversation, on one channel and of one bot", async () => {
    const [ann, bob, one, two] = [newUserId(), newUserId(), newConversationId(), newConversationId()];
    const own = [userKey(ann), privateKey(one, ann), privateKey(two, ann)];
    const others = [userKey(bob), privateKey(one, bob), `emulator/conversations/${one}/`, `skype/users/${ann}/`];
    for (const key of [...own, ...others]) await directStorage("owner").write({ [key]: { key } });
    await directStorage("other-owner").write({ [userKey(ann)]: { of: "another bot" } });
    const listed = await listKeysOfUser({ botId: "owner", channelId: "emulator", userId: ann });
    expect(listed.sort()).toEqual([...own].sort());
  });

  test("what is deleted is no item any more", async () => {
    const userId = newUserId();
    await directStorage("owner").write({ [userKey(userId)]: { a: 1 } });
    await directStorage("owner").delete([userKey(userId)]);
    expect(await listKeysOfUser({ botId: "owner", channelId: "emulator", userId })).toEqual([]);
  });

  test("an owner is found again whatever characters the ids have", async () => {
    const anyId = fc.oneof(
      fc.string({ unit: "binary", minLength: 1 }),
      fc.constantFrom("\0", "half \ud83d", "'; --", "%_", "\\u0000", "~"),
    );
    const channelIds = anyId.filter((id) => !id.includes("/"));
    await fc.assert(
      fc.asyncProperty(channelIds, anyId, async (channelId, userId) => {
        const key = formatStorageKey({ style: "plain", scope: "user", channelId, namespace: "", userId });
        await directStorage("hostile", { owner: { channelId, userId } }).write({ [key]: { key } });
        expect(await listKeysOfUser({ botId: "hostile", channelId, userId })).toEqual([key]);
        const [item] = (await everyPage("hostile", channelId, 1)).filter((one) => one.key === key);
        expect(item).toMatchObject({ key, userId, conversationId: null, data: { key } });
      }),
      { numRuns: 15 },
    );
  });

  test("pages hold each item once, however long they are, and end", async () => {
    const botId = `paged-${newUserId()}`;
    const keys = Array.from({ length: 7 }, () => userKey(newUserId()));
    for (const key of keys) await directStorage(botId).write({ [key]: { key } });
    await directStorage(botId).write({ "no known form": { a: 1 } });
    for (const limit of [1, 3, 7, 8]) {
      const items = await everyPage(botId, "emulator", limit);
      expect(items.map(({ key }) => key).sort()).toEqual([...keys].sort());
    }
    expect(await everyPage(botId, "nowhere", 3)).toEqual([]);
  });
});

async function everyPage(botId: string, channelId: string, limit: number): Promise<OwnedItem[]> {
  const items: OwnedItem[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOwnedItems>> = await pageOwnedItems({ botId, channelId, after, limit });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    after = page.cursor;
  } while (after !== null);
  return items;
}

function userKey(userId: string): string {
  return `emulator/users/${userId}/`;
}

function privateKey(conversationId: string, userId: string): string {
  return `emulator/conversations/${conversationId}/users/${userId}/`;
}
