import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { newUserId } from "@/lib/model";
import { forgetProcess, loadScriptedBot, openConversation } from "../testing/conversation";
import { addMember } from "./add-member";
import { listAllMembers } from "./list-all-members";
import { removeMember } from "./remove-member";

loadScriptedBot();

onEachDatabase(() => {
  test("people are listed in the order they came, in any characters, also to a process that has not seen them", async () => {
    const { id, userId } = await openConversation();
    const [bob, eve] = [newUserId(), `${newUserId()} '; -- 🙂`];
    await addMember(id, { id: bob, name: "Bob" });
    await addMember(id, { id: eve, name: "Eve \0" });
    forgetProcess();
    const { members } = await listAllMembers(id);
    expect(members.map((member) => [member.id, member.leftAt])).toEqual([
      [userId, null],
      [bob, null],
      [eve, null],
    ]);
    expect(members[2]?.name).toBe("Eve \0");
  });

  test("who has left is listed with the time, and may come back", async () => {
    const { id, userId } = await openConversation();
    const bob = newUserId();
    await addMember(id, { id: bob, name: "Bob" });
    await expect(addMember(id, { id: bob, name: "Bob" })).rejects.toMatchObject({ code: "member_exists" });
    await removeMember(id, bob);
    const leftAt = async () => (await listAllMembers(id)).members.find((member) => member.id === bob)?.leftAt;
    expect(await leftAt()).toMatch(/^\d{4}-/);
    forgetProcess();
    await expect(removeMember(id, bob)).rejects.toMatchObject({ code: "member_not_found" });
    await expect(removeMember(id, userId)).rejects.toMatchObject({ code: "invalid_request" });
    await addMember(id, { id: bob, name: "Bob" });
    expect(await leftAt()).toBeNull();
  });
});
