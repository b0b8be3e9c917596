import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { unmaskPerson } from "@/lib/memory";
import { fullSight, isJsonObject, type JsonObject, type JsonValue, localCaller, maskedText, type Party } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { identifyByStaff } from "../requests/identity-codes";
import { openRequest } from "../requests/open-request";
import { meet, type Said, store, talk } from "../testing/held-people";
import { fetchExport } from "./fetch-export";
import { listWithheld } from "./list-withheld";
import { makeExport } from "./make-export";

const caller = { ...localCaller, name: "Rita Reviewer" };
let count = 0;

type Files = Record<string, string>;

async function exportOf(
  userId: string,
  type: "access" | "portability" = "access",
  release: { conversationId: string; activityId: string; reason: string }[] = [],
): Promise<Files> {
  const { number } = await openRequest({ type, personId: identityIdOf({ channelId: "webchat", userId }) }, caller);
  await identifyByStaff(await requireRequest(number), "Known by voice", caller);
  const { id } = await makeExport(number, { release }, { caller, sight: fullSight });
  const unzipped = unzipSync(new Uint8Array(await fetchExport(number, id, caller)));
  return Object.fromEntries(Object.entries(unzipped).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** Every text and number of a value. */
function leavesOf(value: JsonValue): string[] {
  if (Array.isArray(value) || isJsonObject(value)) return Object.values(value).flatMap(leavesOf);
  return value === null || typeof value === "boolean" ? [] : [String(value)];
}

const key = fc.constantFrom("city", "diet", "notes", "a/b", "~", "__proto__", "members");
const shape = fc.letrec<{ node: JsonValue }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    fc.string({ minLength: 1, maxLength: 6, unit: "grapheme" }),
    fc.array(tie("node"), { maxLength: 3 }),
    fc.dictionary(key, tie("node"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).node;
const item = fc.dictionary(key, shape, { minKeys: 1, maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<JsonObject>;

/** The same shape with texts that only one person has. */
function marked(value: JsonValue, mark: string): JsonValue {
  if (Array.isArray(value)) return value.map((one) => marked(one, mark));
  if (!isJsonObject(value)) return `${mark}${JSON.stringify(value)}${++count}x`;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, marked(child, mark)])) as JsonObject;
}

onEachDatabase(() => {
  test("for random states and conversations it holds every leaf of the one and nothing of the other (A13, A15)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { minLength: 1, maxLength: 3 }),
        item,
        item,
        item,
        fc.array(fc.constantFrom("a", "b", "bot-a", "bot-b"), { maxLength: 8 }),
        async (userStates, privateState, shared, byKey, order) => {
          const run = ++count;
          const [ann, bob] = [`annid${run}q`, `bobid${run}q`];
          const [annName, bobName] = [`Annamark${run}q Smith`, `Bobbymark${run}q Jones`];
          await meet(ann, annName);
          await meet(bob, bobName);
          const people = [
            { id: ann, name: annName },
            { id: bob, name: bobName },
          ];
          const own = { A: `amark${run}q`, B: `bmark${run}q` };
          const said = order.map((who, index): Said => {
            const isA = who.endsWith("a");
            const text = `${isA ? own.A : own.B} says ${index}z`;
            return who.startsWith("bot")
              ? { from: "guide", to: isA ? ann : bob, text: isA ? `${text} to ${bobName}` : text }
              : { from: isA ? ann : bob, text };
          });
          await talk(`shared-${run}`, people, said);
          await talk(`alone-${run}`, people.slice(0, 1), [
            { from: ann, text: `${own.A} alone` },
            { from: "guide", to: "nobody", text: `${own.A} answered` },
          ]);
          const values = userStates.map((state) => marked(state, own.A) as JsonObject);
          const privately = marked(privateState, own.A) as JsonObject;
          const [aShared, bShared] = [marked(shared, own.A) as JsonObject, marked(shared, own.B) as JsonObject];
          await store({ scope: "user", userId: ann, values });
          await store({ scope: "private", conversationId: `shared-${run}`, userId: ann, values: [privately] });
          await store({ scope: "user", userId: bob, values: [marked(byKey, own.B) as JsonObject] });
          await store({ scope: "private", conversationId: `shared-${run}`, userId: bob, values: [marked(byKey, own.B) as JsonObject] });
          const table = (a: JsonValue) => ({
            seats: { [ann]: marked(a, own.A), [bob]: marked(byKey, own.B) },
            list: [
              { id: bob, name: bobName, at: marked(byKey, own.B) },
              { id: ann, at: marked(byKey, own.A) },
            ],
          });
          const room = [{ mine: bShared }, { mine: aShared, ...table(byKey) }] as unknown as JsonObject[];
          await store({ scope: "conversation", conversationId: `shared-${run}`, values: room.slice(0, 1), by: bob });
          await store({ scope: "conversation", conversationId: `shared-${run}`, values: room.slice(1), by: ann });
          const files = await exportOf(ann);
          const data = files["data.json"] ?? "";
          const texts = new Set(leavesOf(JSON.parse(data) as JsonValue));
          const ofAnn = [...values, privately, ...room.slice(1)]
            .flatMap((value) => leavesOf(value as JsonValue))
            .filter((text) => text.startsWith(own.A));
          expect(ofAnn.filter((text) => !texts.has(text))).toEqual([]);
          for (const { from, to, text } of said)
            if (from === ann || to === ann) expect([...texts].some((one) => one.startsWith(text.split(" to ")[0] ?? text))).toBe(true);
          expect(data).toContain(`${own.A} answered`);
          for (const [name, content] of Object.entries(files)) {
            for (const canary of [own.B, bob, `Bobbymark${run}q`, "Jones"])
              expect(`${name} ${content}`.includes(canary), `${canary} in ${name}`).toBe(false);
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  test("it says when and for what somebody looked, and not who (A14)", async () => {
    await meet("dee", "Dee Looked-at");
    await store({ scope: "user", userId: "dee", values: [{ city: "Gent" }] });
    const identityId = identityIdOf({ channelId: "webchat", userId: "dee" });
    await unmaskPerson(identityId, { caller, by: caller.name, reason: "Zoltan wrote to us", purpose: "complaint" });
    const files = await exportOf("dee");
    const { consultations } = JSON.parse(files["data.json"] ?? "") as { consultations: unknown[] };
    expect(consultations).toContainEqual(expect.objectContaining({ purpose: "a complaint", what: "Your values were made visible" }));
    expect(files["index.html"]).toContain("a complaint");
    for (const name of ["Rita", "Zoltan"]) expect(Object.values(files).join(" ")).not.toContain(name);
  });

  describe("the archive", () => {
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
      const released = JSON.parse((await exportOf("dee", "access", release))["data.json"] ?? "");
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
      const files = await exportOf("fay", "portability");
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

  test("nothing is exported before it is known who asks, and nothing is left in the folder when that fails", async () => {
    await meet("gus", "Gus");
    const { number } = await openRequest({ type: "access", personId: identityIdOf({ channelId: "webchat", userId: "gus" }) }, caller);
    await expect(makeExport(number, { release: [] }, { caller, sight: fullSight })).rejects.toMatchObject({ code: "case_not_identified" });
  });

  test("a file is readable by its owner alone, is gone after seven days, and each download is counted and on record", async () => {
    const [{ statSync }, { exportsFolder }, { deleteExpiredExports }, { listExports }, { db, sql }] = await Promise.all([
      import("node:fs"),
      import("./export-files"),
      import("./fetch-export"),
      import("./list-exports"),
      import("@/lib/db"),
    ]);
    await meet("hal", "Hal");
    const { number } = await openRequest({ type: "access", personId: identityIdOf({ channelId: "webchat", userId: "hal" }) }, caller);
    await identifyByStaff(await requireRequest(number), "Known by voice", caller);
    const made = await makeExport(number, { release: [] }, { caller, sight: fullSight });
    expect(statSync(`${exportsFolder()}/${made.id}.zip`).mode & 0o777).toBe(0o600);
    expect(made.url).not.toMatch(/hal/i);
    await fetchExport(number, made.id, caller);
    expect((await listExports(number))[0]).toMatchObject({ downloads: 1 });
    const entries = await (await db()).query(sql`SELECT action FROM audit_entry WHERE case_number = ${number} ORDER BY seq`);
    expect(entries.map((entry) => (entry as { action: string }).action)).toEqual([
      "case.opened",
      "case.identified",
      "case.exported",
      "export.downloaded",
    ]);
    const later = new Date(Date.now() + 7 * 86_400_000 + 1000);
    expect(await deleteExpiredExports(new Date(Date.now() + 6 * 86_400_000))).toBe(0);
    expect(await deleteExpiredExports(later)).toBeGreaterThan(0);
    expect(() => statSync(`${exportsFolder()}/${made.id}.zip`)).toThrow("ENOENT");
    await expect(fetchExport(number, made.id, caller)).rejects.toMatchObject({ code: "export_not_found" });
    expect((await listExports(number))[0]).toMatchObject({ url: null });
  });
});
