import fc from "fast-check";
import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { unmaskPerson } from "@/lib/memory";
import { fullSight, isJsonObject, type JsonObject, type JsonValue } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { identifyByStaff } from "../requests/identity-codes";
import { openRequest } from "../requests/open-request";
import { meet, type Said, store, talk } from "../testing/held-people";
import { fetchExport } from "./fetch-export";
import { makeExport } from "./make-export";
import { reviewer as caller, exportOf } from "./testing/export-of";

let count = 0;

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
