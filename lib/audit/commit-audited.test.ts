import { afterEach, describe, expect, test, vi } from "vitest";
import { sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type AuditEntry, type Caller, localCaller, systemCaller } from "@/lib/model";
import { type AuditInput, chainStart, hashOf } from "./chain";
import { commitAudited } from "./commit-audited";
import { type EntryRow, entryColumns, parseEntry } from "./entry-rows";

const ann: Caller = { kind: "account", id: "staff-1", name: "Ann Reviewer", roles: ["privacy-reviewer"] };
const viewed: AuditInput = { caller: ann, action: "person.viewed", subjects: ["ref-b", "ref-a", "ref-b"] };

onEachDatabase((database) => {
  const listEntries = async (): Promise<AuditEntry[]> => {
    const rows = await database.db.query<EntryRow>(sql`SELECT ${entryColumns} FROM audit_entry ORDER BY seq`);
    return rows.map((row) => parseEntry(row) ?? expect.fail(`entry ${row.seq} cannot be read`));
  };
  const saveBot = (id: string) => sql`INSERT INTO bot_setting (bot_id, is_production) VALUES (${id}, ${true})`;

  afterEach(() => void vi.useRealTimers());

  test("an entry continues the chain, says whom it is about once and in order, and is found by each of them", async () => {
    const { entries } = await commitAudited([viewed, { caller: systemCaller, action: "retention.swept", counts: { facts: 3 } }]);
    const [first, second] = entries;
    expect(first).toMatchObject({ actor: "staff-1", subjects: ["ref-a", "ref-b"], outcome: "done", caseNumber: null });
    expect(second).toMatchObject({ seq: (first?.seq ?? 0) + 1, prevHash: first?.hash, counts: { facts: 3 }, subjects: [] });
    expect((await listEntries()).slice(-2)).toEqual(entries);
    const found = await database.db.query(sql`SELECT ref FROM audit_subject WHERE seq = ${first?.seq} ORDER BY ref`);
    expect(found).toEqual([{ ref: "ref-a" }, { ref: "ref-b" }]);
  });

  test("names of staff are kept apart, and the newest counts", async () => {
    await commitAudited([viewed]);
    await commitAudited([{ ...viewed, caller: { ...ann, name: "Ann Married" } }]);
    expect(await database.db.query(sql`SELECT name FROM audit_actor WHERE id = ${"staff-1"}`)).toEqual([{ name: "Ann Married" }]);
    expect(JSON.stringify(await listEntries())).not.toContain("Ann");
  });

  test("many at once keep one chain without gaps, each with its own statements", async () => {
    const before = (await listEntries()).length;
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, number) => commitAudited([viewed, viewed], number % 50 === 0 ? [saveBot(`many-${number}`)] : [])),
    );
    const entries = await listEntries();
    expect(entries.length).toBe(before + 600);
    let end = chainStart;
    for (const entry of entries) {
      expect(entry).toMatchObject({ seq: end.seq + 1, prevHash: end.hash, hash: hashOf(entry) });
      end = entry;
    }
    expect(answers.map(({ counts }) => counts.length)).toEqual(answers.map((_, number) => (number % 50 === 0 ? 1 : 0)));
    expect(answers[299]?.entries.at(-1)).toEqual(entries.at(-1));
  });

  test("what fails puts nothing on record, and does not take down what was asked for beside it", async () => {
    await commitAudited([], [saveBot("taken")]);
    const before = await listEntries();
    const settled = await Promise.allSettled([
      commitAudited([viewed], [saveBot("beside-1")]),
      commitAudited([viewed], [saveBot("unseen"), saveBot("taken")]),
      commitAudited([viewed], [saveBot("beside-2")]),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await listEntries()).length).toBe(before.length + 2);
    const bots = await database.db.query<{ bot_id: string }>(sql`SELECT bot_id FROM bot_setting ORDER BY bot_id`);
    expect(bots.map(({ bot_id }) => bot_id)).toEqual(expect.arrayContaining(["beside-1", "beside-2", "taken"]));
    expect(bots).not.toContainEqual({ bot_id: "unseen" });
  });

  test("a clock that is set back changes nothing about the order", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T12:00:00.000Z") });
    const first = await commitAudited([viewed]);
    vi.setSystemTime(new Date("2020-01-01T00:00:00.000Z"));
    const second = await commitAudited([viewed]);
    expect(second.entries[0]).toMatchObject({ at: "2020-01-01T00:00:00.000Z", prevHash: first.entries[0]?.hash });
  });

  describe("the database itself", () => {
    test("changes and deletes no entry, subject or name's place in it", async () => {
      const { entries } = await commitAudited([viewed]);
      const seq = entries[0]?.seq ?? 0;
      const attempts = [
        sql`UPDATE audit_entry SET actor = 'nobody' WHERE seq = ${seq}`,
        sql`DELETE FROM audit_entry WHERE seq = ${seq}`,
        sql`DELETE FROM audit_entry`,
        sql`UPDATE audit_subject SET ref = 'somebody' WHERE seq = ${seq}`,
        sql`DELETE FROM audit_subject WHERE seq = ${seq}`,
        sql`INSERT INTO audit_entry SELECT seq + 2, at, actor, roles, action, subjects, case_number, place, purpose, counts, outcome, hash, hash
          FROM audit_entry WHERE seq = ${seq}`,
        sql`INSERT INTO audit_entry SELECT seq + 1, at, actor, roles, action, subjects, case_number, place, purpose, counts, outcome, prev_hash, hash
          FROM audit_entry WHERE seq = ${seq}`,
        sql`INSERT INTO audit_checkpoint (last_seq, last_hash, at, signature, public_key, key_id) VALUES (${seq}, 'other', '', '', '', '')`,
      ];
      for (const attempt of attempts) await expect(database.db.execute(attempt), attempt.sql).rejects.toThrow();
      expect((await listEntries()).at(-1)).toEqual(entries[0]);
    });
  });

  test("where somebody has put an entry in between, nothing is put on top of it", async () => {
    const { entries } = await commitAudited([{ caller: localCaller, action: "audit.read" }]);
    const seq = entries[0]?.seq ?? 0;
    await database.db.execute(
      sql`INSERT INTO audit_entry SELECT seq + 1, at, actor, roles, action, subjects, case_number, place, purpose, counts, outcome, hash, hash
        FROM audit_entry WHERE seq = ${seq}`,
    );
    await expect(commitAudited([viewed], [saveBot("on-top")])).rejects.toThrow("changed by somebody else");
    expect(await database.db.query(sql`SELECT bot_id FROM bot_setting WHERE bot_id = ${"on-top"}`)).toEqual([]);
  });
});
