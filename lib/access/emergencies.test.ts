import { beforeEach, expect, test } from "vitest";
import { verifyAudit } from "@/lib/audit";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { bus } from "@/lib/live";
import { type Caller, localCaller, may, type Role, rightsOf } from "@/lib/model";
import { addAccount, changeAccount, removeAccount } from "./accounts";
import { askEmergency, endEmergency, endExpiredEmergencies, grantEmergency } from "./emergencies";
import { readMe } from "./read-me";
import { findSession, startSession } from "./sessions";

process.env.TURNSCOPE_SIGN_IN = "accounts";
let count = 0;

/** Somebody signed in; `now` is who their session says they are. */
async function enrol(...roles: Role[]) {
  const { account } = await addAccount({ login: `somebody-${++count}`, name: `Somebody ${count}`, roles }, localCaller);
  await (await db()).execute(sql`UPDATE account SET password_hash = 'set' WHERE id = ${account.id}`);
  const token = await startSession({ id: account.id, epoch: 1 });
  const now = async (): Promise<Caller> => {
    const session = await findSession(token);
    if (!session) throw new Error("The session has ended");
    return session.caller;
  };
  return { id: account.id, now, caller: await now() };
}

type Somebody = Awaited<ReturnType<typeof enrol>>;

const emergenciesOf = async ({ now }: Somebody) => (await readMe(await now())).emergencies;
const reads = async ({ now }: Somebody) => may(await now(), "production.unmask");
const onRecord = async () =>
  (
    await (
      await db()
    ).query<{ action: string; actor: string; place: string }>(sql`SELECT action, actor, place FROM audit_entry ORDER BY seq`)
  )
    .filter(({ action }) => action.startsWith("access.emergency"))
    .map(({ action, actor, place }) => [action.replace("access.emergency-", ""), actor, place]);

/** As if it had been granted, or asked for, so long ago. */
const setBack = async (id: string, minutes: number) => {
  const past = new Date(Date.now() - minutes * 60_000).toISOString();
  await (await db()).execute(sql`UPDATE emergency_access SET asked_at = ${past},
    until = CASE WHEN since IS NULL THEN NULL ELSE ${past} END, since = CASE WHEN since IS NULL THEN NULL ELSE ${past} END WHERE id = ${id}`);
};

onEachDatabase(() => {
  let root: Somebody;
  let kim: Somebody;
  let tess: Somebody;
  let recordedBefore = 0;
  const recorded = async () => (await onRecord()).slice(recordedBefore);

  beforeEach(async () => {
    root = await enrol("administrator");
    kim = await enrol("approver");
    tess = await enrol("tester");
    recordedBefore = (await onRecord()).length;
  });

  test("who asks reads nothing before somebody else grants it, then for half an hour, and all of it is on record", async () => {
    const asked = await askEmergency("The bot answers strangers", root.caller);
    expect(asked).toMatchObject({ state: "asked", isOwn: true, since: null });
    expect(await reads(root)).toBe(false);
    const granted = await grantEmergency(asked.id, kim.caller);
    expect(Date.parse(granted.until ?? "") - Date.parse(granted.since ?? "")).toBe(30 * 60_000);
    const now = await root.now();
    expect(rightsOf(now)).toEqual(expect.arrayContaining(["production.see", "production.unmask", "privacy.see"]));
    for (const right of ["production.edit", "person.export", "privacy.propose", "privacy.approve", "audit.read"] as const) {
      expect([right, may(now, right)]).toEqual([right, false]);
    }
    await endEmergency(asked.id, root.caller);
    expect(await reads(root)).toBe(false);
    expect(await recorded()).toEqual([
      ["asked", root.id, root.id],
      ["granted", kim.id, root.id],
      ["ended", root.id, root.id],
    ]);
    expect(await verifyAudit()).toMatchObject({ isIntact: true });
  });

  test("nobody grants their own, whatever roles they have, and keys ask for and grant nothing", async () => {
    const both = await enrol("administrator", "approver");
    const { id } = await askEmergency("Help", both.caller);
    await expect(grantEmergency(id, both.caller)).rejects.toMatchObject({ code: "second_person_needed" });
    const key: Caller = { kind: "key", id: "key:1", name: "Script", roles: ["administrator", "approver"] };
    await expect(grantEmergency(id, key)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(askEmergency("Help", key)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(askEmergency("Help", both.caller)).rejects.toMatchObject({ code: "emergency_open" });
  });

  test("of what is asked for or answered twice at once, one counts, and the record says no more than was done", async () => {
    const asked = await Promise.allSettled([askEmergency("Help", root.caller), askEmergency("Help", root.caller)]);
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [{ id } = { id: "" }] = (await emergenciesOf(root)).filter(({ state }) => state === "asked");
    const dan = await enrol("approver");
    const answered = await Promise.allSettled([
      endEmergency(id, kim.caller),
      grantEmergency(id, dan.caller),
      grantEmergency(id, dan.caller),
    ]);
    expect(answered.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(await reads(root)).toBe(false);
    expect(await recorded()).toEqual([
      ["asked", root.id, root.id],
      ["ended", kim.id, root.id],
    ]);
  });

  test("only pages of who has it are mounted anew when it begins and ends, and nobody's when it is asked for", async () => {
    const told: unknown[] = [];
    const leave = bus().subscribe((event) => void told.push(event));
    const { id } = await askEmergency("Help", root.caller);
    await grantEmergency(id, kim.caller);
    await endEmergency(id, kim.caller);
    leave();
    expect(told).toEqual([null, root.id, root.id].map((callerId) => ({ type: "masking", callerId })));
  });

  test("it ends by the clock, before anybody puts that on record, and then open pages are told", async () => {
    const { id } = await askEmergency("Help", root.caller);
    await grantEmergency(id, kim.caller);
    expect(await endExpiredEmergencies()).toBe(0);
    await setBack(id, 31);
    expect(await reads(root)).toBe(false);
    expect((await emergenciesOf(tess)).map(({ id: one }) => one)).not.toContain(id);
    const told: string[] = [];
    const leave = bus().subscribe(({ type }) => void told.push(type));
    expect(await endExpiredEmergencies()).toBe(1);
    expect(await endExpiredEmergencies()).toBe(0);
    leave();
    expect(told).toEqual(["masking"]);
    expect((await recorded()).at(-1)).toEqual(["ended", "system", root.id]);
  });

  test("what nobody answers within an hour lapses", async () => {
    const { id } = await askEmergency("Help", root.caller);
    await setBack(id, 61);
    await expect(grantEmergency(id, kim.caller)).rejects.toMatchObject({ code: "emergency_not_found" });
    expect(await endExpiredEmergencies()).toBe(1);
    expect((await askEmergency("Help again", root.caller)).state).toBe("asked");
  });

  test("an approver ends it early or refuses it, and nobody else but who has it", async () => {
    const other = await enrol("administrator");
    const first = await askEmergency("Help", root.caller);
    for (const one of [tess, other]) await expect(endEmergency(first.id, one.caller)).rejects.toMatchObject({ code: "not_allowed" });
    expect((await endEmergency(first.id, kim.caller)).state).toBe("ended");
    await expect(grantEmergency(first.id, kim.caller)).rejects.toMatchObject({ code: "emergency_not_found" });
    const second = await askEmergency("Help", root.caller);
    await grantEmergency(second.id, kim.caller);
    await endEmergency(second.id, kim.caller);
    expect(await reads(root)).toBe(false);
    const before = (await recorded()).length;
    expect((await endEmergency(second.id, kim.caller)).state).toBe("ended");
    expect((await recorded()).length).toBe(before);
  });

  test("it is shown to everybody while it lasts, and why only to approvers and who asked", async () => {
    const { id } = await askEmergency("The bot answers strangers", root.caller);
    const reasonsFor = async (one: Somebody) => (await emergenciesOf(one)).filter((shown) => shown.id === id).map(({ reason }) => reason);
    expect(await reasonsFor(tess)).toEqual([]);
    expect(await reasonsFor(kim)).toEqual(["The bot answers strangers"]);
    await grantEmergency(id, kim.caller);
    expect(await reasonsFor(tess)).toEqual([null]);
    expect(await reasonsFor(root)).toEqual(["The bot answers strangers"]);
    expect((await readMe(root.caller)).caller?.rights).toContain("production.unmask");
    await endEmergency(id, root.caller);
    expect(await reasonsFor(tess)).toEqual([]);
    expect(await reasonsFor(kim)).toEqual(["The bot answers strangers"]);
  });

  test("it goes with the role and with the account", async () => {
    const [first, second] = [await enrol("administrator"), await enrol("administrator")];
    for (const { caller } of [first, second]) await grantEmergency((await askEmergency("Help", caller)).id, kim.caller);
    await changeAccount(first.id, { roles: ["tester"] }, localCaller);
    await removeAccount(second.id, localCaller);
    expect((await recorded()).filter(([action]) => action === "ended")).toEqual([
      ["ended", "local", first.id],
      ["ended", "local", second.id],
    ]);
    expect((await emergenciesOf(tess)).filter(({ state }) => state === "lasting")).toEqual([]);
  });
});
