import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { fullSight, maskedText, peopleRequest } from "@/lib/model";
import { unmaskPerson } from "../masking/unmaskings";
import { know } from "../testing/known-people";
import { listNotes } from "./fact-notes";
import { linkIdentity } from "./link-identity";
import { listFacts } from "./list-facts";
import { listPeople } from "./list-people";
import { readPerson } from "./read-person";
import { unlinkIdentity } from "./unlink-identity";

const day = (number: number) => `2026-11-${String(number).padStart(2, "0")}T10:00:00.000Z`;
const web = identityIdOf({ channelId: "webchat", userId: "ann" });
const teams = identityIdOf({ channelId: "msteams", userId: "29:ann" });
const mail = identityIdOf({ channelId: "email", userId: "ann@example.com" });
const read = (personId: string) => readPerson(personId, fullSight);
const evidence = { evidence: "they-said" as const, note: "on the phone", by: "Tess" };
const everybody = async () => (await listPeople(peopleRequest.parse({ sort: "name" }), fullSight)).people.map(({ name }) => name);

onEachDatabase(() => {
  test("identities that are one human have one page, with all that is remembered under each", async () => {
    await know({ channelId: "webchat", userId: "ann", name: "Ann", at: day(3), data: { city: "Gent" } });
    await know({ channelId: "msteams", userId: "29:ann", name: "Ann Lee", at: day(9), data: { city: "Ghent", size: "M" } });
    await know({ channelId: "email", userId: "ann@example.com", name: "ann@example.com", at: day(1), data: { mail: true } });
    await linkIdentity(web, { identityId: teams, ...evidence });
    const ann = await read(web);
    expect(ann).toMatchObject({ facts: 3, bytes: "GentGhentM".length, firstSeenAt: day(3), lastSeenAt: day(9), oldestFactAt: day(3) });
    expect(ann.identities.map(({ channelId }) => channelId)).toEqual(["webchat", "msteams"]);
    expect(ann.links).toMatchObject([
      { identityId: teams, personId: web, evidence: "they-said", note: "on the phone", linkedBy: "Tess", unlinkedAt: null },
    ]);
    expect((await listFacts(web, {}, fullSight)).facts.map(({ identityId }) => identityId)).toEqual([teams, teams, web]);
    expect(await everybody()).toEqual(["Ann", "ann@example.com"]);
    expect(await read(teams)).toEqual(ann);
  });

  test("whoever was linked already comes along whole", async () => {
    await linkIdentity(mail, { identityId: web, ...evidence });
    expect(await read(mail)).toMatchObject({ facts: 4, identities: [{}, {}, {}], oldestFactAt: day(3) });
    await expect(linkIdentity(mail, { identityId: teams, ...evidence })).rejects.toMatchObject({ code: "identity_not_linkable" });
    await expect(linkIdentity(mail, { identityId: "nobody", ...evidence })).rejects.toMatchObject({ code: "identity_not_found" });
    await expect(linkIdentity(web, { identityId: teams, ...evidence })).rejects.toMatchObject({
      code: "person_linked",
      details: { personId: mail },
    });
  });

  test("the address of whoever came along leads to the one page, for all that is read there", async () => {
    for (const address of [web, teams]) {
      expect((await read(address)).personId).toBe(mail);
      expect(await listFacts(address, {}, fullSight)).toEqual(await listFacts(mail, {}, fullSight));
      expect(await listNotes(address, fullSight)).toEqual([]);
    }
    await expect(unlinkIdentity(web, { identityId: teams, by: "Bo" })).rejects.toMatchObject({ code: "person_linked" });
    await expect(unmaskPerson(web, { caller: { id: "local" }, by: "Bo", reason: "a complaint" })).rejects.toMatchObject({
      code: "person_linked",
    });
    await expect(read("nobody")).rejects.toMatchObject({ code: "person_not_found" });
  });

  test("a link that is taken back leaves each with their own, and stays on record", async () => {
    await unlinkIdentity(mail, { identityId: teams, by: "Bo" });
    expect(await read(teams)).toMatchObject({ name: "Ann Lee", facts: 2, lastSeenAt: day(9), oldestFactAt: day(9) });
    const rest = await read(mail);
    expect(rest).toMatchObject({ facts: 2, bytes: "Genttrue".length, lastSeenAt: day(3), name: "Ann" });
    expect(rest.links.filter(({ unlinkedAt }) => unlinkedAt === null)).toMatchObject([{ identityId: web, personId: mail }]);
    expect((await read(web)).personId).toBe(mail);
    expect((await read(teams)).links.map(({ unlinkedBy }) => unlinkedBy)).toContain("Bo");
    await unlinkIdentity(mail, { identityId: web, by: "Bo" });
    expect(await everybody()).toEqual(["Ann", "Ann Lee", "ann@example.com"]);
    expect((await Promise.all([web, teams, mail].map(read))).map(({ personId }) => personId)).toEqual([web, teams, mail]);
    await expect(unlinkIdentity(mail, { identityId: web, by: "Bo" })).rejects.toMatchObject({ code: "identity_not_found" });
    await expect(unlinkIdentity(mail, { identityId: mail, by: "Bo" })).rejects.toMatchObject({ code: "identity_not_linkable" });
  });

  test("who may not be seen is masked on their page, evidence too", async () => {
    await linkIdentity(web, { identityId: teams, ...evidence });
    const hidden = JSON.stringify(await readPerson(web, { ...fullSight, sees: () => false }));
    expect(hidden).toContain(maskedText);
    expect(hidden).not.toMatch(/Ann|29:ann|on the phone/);
  });

  test("who was given leave to see one of two people has none to see both", async () => {
    await know({ channelId: "sms", userId: "1", name: "Zoe" });
    await know({ channelId: "sms", userId: "2", name: "Zoë" });
    const [one, two] = ["1", "2"].map((userId) => identityIdOf({ channelId: "sms", userId }));
    const until = new Date(Date.now() + 600_000).toISOString();
    await (await db()).execute(sql`INSERT INTO unmasking (id, person_id, "by", reason, at, until)
      VALUES ('u', ${one}, 'Tess', 'a complaint', ${until}, ${until})`);
    await linkIdentity(one ?? "", { identityId: two ?? "", ...evidence });
    const [left] = await (await db()).query<{ until: string }>(sql`SELECT until FROM unmasking WHERE id = 'u'`);
    expect(Date.parse(left?.until ?? "")).toBeLessThanOrEqual(Date.now());
  });
});
