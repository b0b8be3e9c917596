import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { replaceActivity } from "@/lib/turns";
import { requireActiveConversation } from "../active-conversation";
import { forgetProcess, loadScriptedBot, openConversation } from "../testing/conversation";
import { placeOf, readSince } from "./read-as-client";

loadScriptedBot();

onEachDatabase(() => {
  test("a reader is told once of each activity that was changed since, also by an earlier process, in the order of the changes", async () => {
    const { id, say } = await openConversation();
    for (const text of ["say one", "say two", "say three"]) await say(text);
    const read = async (watermark: string) =>
      readSince(await requireActiveConversation(id), await placeOf(await requireActiveConversation(id), watermark));
    const all = await read("");
    const [one, two, three] = all.activities.filter(({ text }) => text?.startsWith("say"));
    if (!one || !two || !three) throw new Error("Three were said.");
    await replaceActivity(id, { ...two, text: "TWO" });
    await Promise.all([replaceActivity(id, { ...one, text: "ONE" }), replaceActivity(id, { ...two, text: "TWO!" })]);
    forgetProcess();
    const watermark = String(all.place.next);
    const changed = await read(watermark);
    expect(changed.activities.map(({ text }) => text)).toEqual(["ONE", "TWO!"]);
    expect((await read(`${changed.place.next}.${changed.place.changes}`)).activities).toEqual([]);
    await replaceActivity(id, { ...three, type: "messageDelete" });
    const rest = await read(`${changed.place.next}.${changed.place.changes}`);
    expect(rest.activities.map((activity) => [activity.id, activity.type])).toEqual([[three.id, "messageDelete"]]);
    // Who begins now gets everything as it is, and no change twice.
    const anew = await read("");
    expect([anew.activities.some((activity) => activity.id === three.id), anew.place]).toEqual([false, rest.place]);
  });
});
