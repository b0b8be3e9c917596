import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { fullSight, maskedText, type Party } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { identifyByStaff } from "../requests/identity-codes";
import { openRequest } from "../requests/open-request";
import { meet, store, talk } from "../testing/held-people";
import { listWithheld } from "./list-withheld";
import { makeExport } from "./make-export";
import { reviewer as caller, exportOf } from "./testing/export-of";

onEachDatabase(() => {
  test("opens offline: a page without anything from elsewhere, the data, a hash of each file, and what to do with them", async () => {
    await meet("cy", "Cy <b>");
    await talk("cy-alone", [{ id: "cy", name: "Cy <b>" }], [{ from: "cy", text: "<script>alert(1)</script>" }]);
    await store({ scope: "user", userId: "cy", values: [{ city: "Gent" }, { city: "Split" }] });
    const files = await exportOf("cy");
    expect(Object.keys(files).sort()).toEqual(["README.txt", "data.json", "index.html", "manifest.json"]);
    expect(files["index.html"]).not.toMatch(/<script|https?:|src=|<link/);
    expect(files["index.html"]).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    const { createHash } = await import("node:crypto");
    const manifest = JSON.parse(files["manifest.json"] ?? "") as { files: { name: string; sha256: string }[] };
    expect(manifest.files.map(({ name }) => name).sort()).toEqual(["README.txt", "data.json", "index.html"]);
    for (const { name, sha256 } of manifest.files) {
      expect(
        createHash("sha256")
          .update(files[name] ?? "")
          .digest("hex"),
      ).toBe(sha256);
    }
    const data = JSON.parse(files["data.json"] ?? "");
    expect(data.state).toMatchObject([{ data: { city: "Split" }, earlier: [{ value: "Gent", by: "the bot" }, { value: "Split" }] }]);
    expect(data.facts).toMatchObject([{ path: "/city", value: "Split", retention: "Not said yet" }]);
    expect(Object.values(files).join("")).not.toContain("Rita Reviewer");
  });

  test("what others said is withheld with its time, unless a reviewer released it with a reason", async () => {
    await meet("dee", "Dee");
    await meet("eve", "Eve");
    const people = ["dee", "eve"].map((id) => ({ id, name: id }));
    await talk("both", people, [
      { from: "eve", text: "a surprise for dee" },
      { from: "dee", text: "hello eve" },
      { from: "guide", to: "eve", text: "noted" },
    ]);
    const withheld = JSON.parse((await exportOf("dee"))["data.json"] ?? "");
    const at = "2026-11-20T10:00:00.000Z";
    expect(withheld.conversations[0].activities).toMatchObject([
      { at, who: "[participant 2]", isWithheld: true },
      { who: "you", text: "hello eve" },
      { at, who: "the bot", isWithheld: true },
    ]);
    expect(JSON.stringify(withheld)).not.toContain("surprise");
    const release = [{ conversationId: "both", activityId: "a-0", reason: "Eve agreed on the phone" }];
    const released = JSON.parse((await exportOf("dee", { release }))["data.json"] ?? "");
    expect(released.conversations[0].activities[0]).toMatchObject({ text: "a surprise for dee", isReleased: true });
  });

  test("what is withheld is listed as far as the reader sees those who said it, and what was released is marked", async () => {
    await meet("gil", "Gil");
    await meet("hal", "Hal");
    const said = [
      { from: "hal", text: "psst" },
      { from: "gil", text: "hello hal" },
      { from: "guide", to: "hal", text: "noted, hal" },
      { from: "guide", to: "gil", text: "noted, gil" },
    ];
    const people = ["gil", "hal"].map((id) => ({ id, name: id }));
    await talk("gil-and-another", people, said);
    await talk("gil-alone", people.slice(0, 1), [{ from: "gil", text: "alone" }]);
    const { number } = await openRequest({ type: "access", personId: identityIdOf({ channelId: "webchat", userId: "gil" }) }, caller);
    await identifyByStaff(await requireRequest(number), "Known by voice", caller);
    await makeExport(
      number,
      { release: [{ conversationId: "gil-and-another", activityId: "a-2", reason: "Hal agreed" }] },
      { caller, sight: fullSight },
    );
    const { messages, cursor } = await listWithheld(number, undefined, fullSight);
    expect(messages).toMatchObject([
      { activityId: "a-0", speaker: "hal", words: "psst", isMasked: false, isReleased: false },
      { activityId: "a-2", speaker: null, words: "noted, hal", isReleased: true },
    ]);
    expect(cursor).toBeNull();
    const onlyGil = { ...fullSight, isUnlimited: false, seesParty: ({ userId }: Party) => userId === "gil" };
    const masked = await listWithheld(number, undefined, onlyGil);
    expect(masked.messages.map(({ words, isMasked }) => [words, isMasked])).toEqual([
      [maskedText, true],
      [maskedText, true],
    ]);
    expect(JSON.stringify(masked)).not.toContain("hal");
  });

  test("what is withheld is listed 100 a page, each message once", async () => {
    const people = ["ida", "jon"].map((id) => ({ id, name: id }));
    for (const { id } of people) await meet(id, id);
    const said = Array.from({ length: 250 }, (_, index) => ({ from: "jon", text: `${index}` }));
    await talk("ida-jon", people, said);
    const { number } = await openRequest({ type: "access", personId: identityIdOf({ channelId: "webchat", userId: "ida" }) }, caller);
    const sizes: number[] = [];
    const words: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listWithheld(number, cursor, fullSight);
      sizes.push(page.messages.length);
      words.push(...page.messages.map((one) => one.words));
      cursor = page.cursor;
    }
    expect(sizes).toEqual([100, 100, 50]);
    expect(words).toEqual(said.map(({ text }) => text));
    await expect(listWithheld(number, "elsewhere", fullSight)).rejects.toMatchObject({ code: "invalid_cursor" });
  });

  test("for taking elsewhere holds what was provided, nothing that was concluded, and a schema (A20)", async () => {
    await meet("fay", "Fay");
    await store({ scope: "user", userId: "fay", values: [{ city: "Gent", mood: "grumpy" }] });
    await talk(
      "fay-alone",
      [{ id: "fay", name: "Fay" }],
      [
        { from: "fay", text: "from Gent" },
        { from: "guide", to: "fay", text: "you seem grumpy" },
      ],
    );
    const { db, sql } = await import("@/lib/db");
    await (await db()).execute(sql`UPDATE dictionary_path SET origin = 'inferred' WHERE pattern = '/mood'`);
    const files = await exportOf("fay", { type: "portability" });
    expect(Object.keys(files)).toContain("schema.json");
    expect(JSON.parse(files["data.json"] ?? "")).toMatchObject({
      kind: "portability",
      state: [{ data: { city: "Gent" } }],
      messages: [{ text: "from Gent" }],
    });
    expect(Object.values(files).join("")).not.toContain("grumpy");
    expect(JSON.parse(files["schema.json"] ?? "")).toMatchObject({ type: "object", properties: { messages: { type: "array" } } });
  });
});
