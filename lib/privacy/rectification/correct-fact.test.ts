import { expect, test } from "vitest";
import { saveSnapshot } from "@/lib/conversations";
import { loadScriptedBot } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { linkIdentity, listNotes } from "@/lib/memory";
import { localCaller as caller, fullSight } from "@/lib/model";
import { moveRequest } from "../requests/move-request";
import { openRequest } from "../requests/open-request";
import { restrictPerson } from "../standing/restrict-person";
import { correctFact } from "./correct-fact";
import { listPlaces } from "./list-places";
import { asked, better, factOf, meet, old, reader } from "./testing/correcting";

loadScriptedBot();

const auditRows = async () =>
  (await db()).query<{ place: string; counts: string; purpose: string }>(
    sql`SELECT place, counts, purpose FROM audit_entry WHERE action = 'fact.corrected' ORDER BY seq`,
  );

onEachDatabase(() => {
  test("a corrected value is what the bot finds in its next turn", async () => {
    const ann = await meet();
    await ann.put("user", { email: old, count: 4 });
    const place = await factOf(ann.personId, "/email");
    const { eTag } = await listPlaces(place, fullSight);
    expect(await correctFact(place, asked({ eTag }), reader)).toEqual({ corrected: 1, snapshots: 0, texts: 0, kept: 0 });
    await ann.say("hello");
    expect(await ann.read("user")).toEqual({ email: better, count: 5 });
  });

  test("the old value is found in other scopes, bots' snapshots and identities, and corrected in one step", async () => {
    const [ann, far, bo] = [await meet(), await meet(), await meet()];
    await linkIdentity(ann.personId, { identityId: far.personId, evidence: "they-said", note: "", by: "Tess" });
    await ann.put("user", { email: old });
    await ann.put("conversation", { contacts: [{ mail: "ANN@old.example" }] });
    await ann.put("private", { mail: old });
    await far.put("user", { email: old });
    await bo.put("user", { email: old });
    await saveSnapshot({ name: "before", conversationId: ann.conversationId, by: "Tess" });
    const place = await factOf(ann.personId, "/email");
    const { eTag, places } = await listPlaces(place, fullSight);
    const found = places.map(({ kind, scope, name }) => [kind, scope, name]).sort();
    expect(found).toEqual([
      ["fact", "conversation", null],
      ["fact", "private", null],
      ["fact", "user", null],
      ["snapshot", "conversation", "before"],
      ["snapshot", "private", "before"],
      ["snapshot", "user", "before"],
    ]);
    const done = await correctFact(place, asked({ eTag, places: places.map(({ placeId }) => placeId) }), reader);
    expect(done).toEqual({ corrected: 4, snapshots: 3, texts: 0, kept: 0 });
    expect([await ann.read("user"), await ann.read("conversation"), await ann.read("private"), await far.read("user")]).toEqual([
      { email: better },
      { contacts: [{ mail: better }] },
      { mail: better },
      { email: better },
    ]);
    const [snapshot] = await (await db()).query<{ body: string }>(sql`SELECT body FROM snapshot`);
    expect(snapshot?.body).not.toContain("old.example");
    expect(await bo.read("user")).toEqual({ email: old });
  });

  test("a place that stays gets the person's statement, and the reason is kept with the fact", async () => {
    const ann = await meet();
    await ann.put("user", { email: old, other: old });
    const place = await factOf(ann.personId, "/email");
    const { eTag } = await listPlaces(place, fullSight);
    const done = await correctFact(place, asked({ eTag, statement: "I never used this one" }), reader);
    expect(done.kept).toBe(1);
    const notes = (await listNotes(ann.personId, fullSight)).map(({ kind, pattern, text }) => ({ kind, pattern, text }));
    expect(notes).toEqual([
      { kind: "statement", pattern: "/other", text: "I never used this one" },
      { kind: "corrected", pattern: "/email", text: "a new provider" },
    ]);
  });

  test("on record are path, purpose and counts, and neither values nor the reason", async () => {
    const ann = await meet();
    await ann.put("user", { email: old });
    const place = await factOf(ann.personId, "/email");
    const { eTag } = await listPlaces(place, fullSight);
    await correctFact(place, asked({ eTag, purpose: "complaint" }), reader);
    const rows = await auditRows();
    expect(rows.at(-1)).toMatchObject({ place: "user/email", purpose: "complaint" });
    expect(JSON.parse(rows.at(-1)?.counts ?? "{}")).toEqual({ corrected: 1, snapshots: 0, texts: 0, kept: 0 });
    const [everything] = await (await db()).query<{ n: number }>(
      sql`SELECT count(*) AS n FROM audit_entry WHERE counts LIKE '%example%' OR place LIKE '%example%' OR place LIKE '%provider%'`,
    );
    expect(everything?.n).toBe(0);
  });

  test("what changed since it was read is not corrected, nor anything with it", async () => {
    const ann = await meet();
    await ann.put("user", { email: old });
    await ann.put("private", { mail: old });
    const place = await factOf(ann.personId, "/email");
    const { eTag, places } = await listPlaces(place, fullSight);
    await ann.put("user", { email: old, count: 1 });
    const before = (await auditRows()).length;
    const ids = places.map(({ placeId }) => placeId);
    await expect(correctFact(place, asked({ eTag, places: ids }), reader)).rejects.toMatchObject({ code: "stale_etag" });
    expect(await ann.read("private")).toEqual({ mail: old });
    expect(await auditRows()).toHaveLength(before);
  });

  test("a value of another type, the same value, and a restricted person are refused", async () => {
    const ann = await meet();
    await ann.put("user", { age: 30 });
    const place = await factOf(ann.personId, "/age");
    const { eTag, isCompared } = await listPlaces(place, fullSight);
    expect(isCompared).toBe(false);
    await expect(correctFact(place, asked({ eTag, value: "31" }), reader)).rejects.toMatchObject({ code: "invalid_request" });
    await expect(correctFact(place, asked({ eTag, value: 30 }), reader)).rejects.toMatchObject({ code: "invalid_request" });
    await restrictPerson(ann.personId, { kind: "restriction", reason: "asked", caseNumber: null }, caller);
    await expect(correctFact(place, asked({ eTag, value: 31 }), reader)).rejects.toMatchObject({ code: "person_restricted" });
  });

  test("a correction stands in its case, once it is known who asked", async () => {
    const ann = await meet();
    await ann.put("user", { email: old });
    const { number } = await openRequest({ type: "rectification", personId: ann.personId, receivedOn: "2026-11-20" }, caller);
    const place = await factOf(ann.personId, "/email");
    const { eTag } = await listPlaces(place, fullSight);
    const onCase = asked({ eTag, caseNumber: number });
    await expect(correctFact(place, onCase, reader)).rejects.toMatchObject({ code: "case_state_conflict" });
    await moveRequest(number, "verified", { caller });
    await correctFact(place, onCase, reader);
    const events = await (await db()).query<{ detail: string }>(
      sql`SELECT detail FROM request_event WHERE number = ${number} ORDER BY seq`,
    );
    expect(JSON.parse(events.at(-1)?.detail ?? "{}")).toEqual({ corrected: 1, snapshots: 0, texts: 0, kept: 0 });
  });
});
