import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Sql, sql } from "@/lib/db";
import { onEachDatabase, temporaryFolder } from "@/lib/db/testing";
import { signText } from "@/lib/env";
import { type AuditFault, type AuditReport, localCaller, receiptText } from "@/lib/model";
import { commitAudited } from "./commit-audited";
import { purgeAudit } from "./purge-audit";
import { signAuditHead } from "./sign-head";
import { emptyLog, forgetLogs, unprotected } from "./testing/unprotected";
import { verifyAudit } from "./verify-audit";

onEachDatabase((database) => {
  let folder = "";

  beforeEach(async () => {
    folder = temporaryFolder();
    await emptyLog(database.db);
    await add(12);
    await signAuditHead({ folder });
    await add(8);
  });

  const add = async (count: number): Promise<void> => {
    await commitAudited(
      Array.from({ length: count }, (_, index) => ({ caller: localCaller, action: "person.viewed" as const, subjects: [`ref-${index}`] })),
    );
  };
  const verify = (): Promise<AuditReport> => verifyAudit({ folder });
  const faults = async (): Promise<AuditFault[]> => (await verify()).faults;
  const tamper = (statement: Sql): Promise<void> => unprotected(database.db, [statement]);

  test("a log that nobody touched is intact, and says how much of it is signed", async () => {
    expect(await verify()).toMatchObject({
      isIntact: true,
      faultCount: 0,
      entries: 20,
      firstSeq: 1,
      lastSeq: 20,
      unsigned: 8,
      purgedUpTo: null,
    });
    expect((await signAuditHead({ folder }))?.seq).toBe(20);
    expect(await verify()).toMatchObject({ isIntact: true, unsigned: 0, head: { seq: 20 } });
  });

  test("the file of heads is for its owner only, and signing twice signs once", async () => {
    const head = await signAuditHead({ folder });
    expect(await signAuditHead({ folder })).toEqual(head);
    const file = path.join(folder, "audit-heads.jsonl");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(2);
  });

  test("a case that is closed is signed at once", async () => {
    await commitAudited([{ caller: localCaller, action: "case.closed", caseNumber: "DS-2026-0001" }]);
    expect(await verifyAudit()).toMatchObject({ head: { seq: 21 }, unsigned: 0 });
  });

  const addReceipt = (auditHead: { seq: number; hash: string }): Promise<unknown> => {
    const receipt = { doneAt: "2026-11-22T10:00:00.000Z", auditHead };
    const signed = JSON.stringify({ receipt, signature: signText(receiptText(receipt)) });
    return database.db.execute(sql`INSERT INTO erasure (number, step, plan_hash, plan, planned_by, planner_id, planned_at, report, receipt)
      VALUES ('DS-2026-0001', 'done', 'hash', '{}', 'Rae', 'rae', ${receipt.doneAt}, '{}', ${signed})`);
  };
  const addSweepReceipt = (auditHead: { seq: number; hash: string }): Promise<unknown> => {
    const receipt = { doneAt: "2026-11-22T10:00:00.000Z", auditHead };
    const signed = JSON.stringify({ receipt, signature: signText(receiptText(receipt)) });
    return database.db.execute(sql`INSERT INTO retention_sweep (number, started_at, finished_at, state, "by", counts, receipt)
      VALUES ('RS-2026-0001', ${receipt.doneAt}, ${receipt.doneAt}, 'complete', 'Turnscope', '{}', ${signed})`);
  };
  /** Whoever can do this has the keys of the database and of the folder, and not that of the signature. */
  const cutAfter = async (seq: number): Promise<void> => {
    await unprotected(database.db, [sql`DELETE FROM audit_entry WHERE seq > ${seq}`, sql`DELETE FROM audit_head WHERE seq > ${seq}`]);
    const lines = readFileSync(path.join(folder, "audit-heads.jsonl"), "utf8").split("\n");
    const kept = lines.filter((line) => line !== "" && JSON.parse(line).seq <= seq).map((line) => `${line}\n`);
    writeFileSync(path.join(folder, "audit-heads.jsonl"), kept.join(""));
    forgetLogs();
  };

  describe("beside receipts of erasures, which are signed too", () => {
    beforeEach(() => database.db.execute(sql`DELETE FROM erasure`));

    test("a log that goes on from what they say is intact", async () => {
      const { lastSeq: seq, lastHash: hash } = await verify();
      await addReceipt({ seq, hash });
      await add(3);
      expect(await verify()).toMatchObject({ isIntact: true, entries: 23 });
    });

    test("a tail that was cut with its heads and their file is noticed", async () => {
      const { lastSeq: seq, lastHash: hash } = await verify();
      await addReceipt({ seq, hash });
      await cutAfter(15);
      expect(await faults()).toEqual([{ kind: "cut", seq: 16, upTo: 20, signedAt: "2026-11-22T10:00:00.000Z" }]);
    });

    test("a log that was emptied is noticed, with all that signs it", async () => {
      const { lastSeq: seq, lastHash: hash } = await verify();
      await addReceipt({ seq, hash });
      await cutAfter(0);
      expect(await faults()).toEqual([{ kind: "cut", seq: 1, upTo: 20, signedAt: "2026-11-22T10:00:00.000Z" }]);
    });

    test("a log that was written anew is noticed", async () => {
      await addReceipt({ seq: 14, hash: "another" });
      expect(await faults()).toEqual([{ kind: "rewritten", seq: 14, signedAt: "2026-11-22T10:00:00.000Z" }]);
    });

    test("a receipt that nobody signed here says nothing of the log", async () => {
      await addReceipt({ seq: 14, hash: "another" });
      await database.db.execute(sql`UPDATE erasure SET receipt = replace(receipt, 'another', 'others')`);
      expect(await verify()).toMatchObject({ isIntact: true });
    });
  });

  test("a receipt of a sweep tells of a tail that was cut too", async () => {
    const { lastSeq: seq, lastHash: hash } = await verify();
    await addSweepReceipt({ seq, hash });
    expect(await verify()).toMatchObject({ isIntact: true });
    await cutAfter(15);
    expect(await faults()).toEqual([{ kind: "cut", seq: 16, upTo: 20, signedAt: "2026-11-22T10:00:00.000Z" }]);
    await database.db.execute(sql`DELETE FROM retention_sweep`);
  });

  test("a log without an entry is intact only where there is no case either", async () => {
    await cutAfter(0);
    expect(await verify()).toMatchObject({ isIntact: true, entries: 0 });
    await database.db.execute(sql`INSERT INTO privacy_request (number, type, state, subjects, received_on, jurisdiction, opened_by, opened_at)
      VALUES ('DS-2026-0001', 'access', 'received', '[]', '2026-11-22', 'eu', 'Rae', '2026-11-22T10:00:00.000Z')`);
    expect(await verify()).toMatchObject({ isIntact: false, faults: [{ kind: "empty", cases: 1 }] });
    await database.db.execute(sql`DELETE FROM privacy_request`);
  });

  test("an entry that was edited is named", async () => {
    await tamper(sql`UPDATE audit_entry SET actor = 'somebody-else' WHERE seq = 7`);
    expect(await faults()).toEqual([{ kind: "edited", seq: 7 }]);
  });

  test("an entry that is no entry any more is named", async () => {
    await tamper(sql`UPDATE audit_entry SET counts = 'nonsense' WHERE seq = 7`);
    expect(await faults()).toEqual([{ kind: "edited", seq: 7 }]);
  });

  test("entries that were removed from the middle are named", async () => {
    await tamper(sql`DELETE FROM audit_entry WHERE seq BETWEEN 4 AND 6`);
    expect(await faults()).toEqual([{ kind: "missing", seq: 4, upTo: 6 }]);
  });

  test("entries that were removed from the beginning are named", async () => {
    await tamper(sql`DELETE FROM audit_entry WHERE seq <= 3`);
    expect(await faults()).toEqual([{ kind: "missing", seq: 1, upTo: 3 }]);
  });

  test("a tail that was cut is noticed by the server that wrote it, signed or not", async () => {
    await tamper(sql`DELETE FROM audit_entry WHERE seq > 18`);
    expect(await faults()).toEqual([{ kind: "cut", seq: 19, upTo: 20, signedAt: null }]);
  });

  test("a tail that was cut with its head is noticed by the file outside of the database, also by a server that was started since", async () => {
    const head = await signAuditHead({ folder });
    await unprotected(database.db, [sql`DELETE FROM audit_entry WHERE seq > 15`, sql`DELETE FROM audit_head WHERE seq > 15`]);
    forgetLogs();
    expect(await faults()).toEqual([{ kind: "cut", seq: 16, upTo: 20, signedAt: head?.at }]);
  });

  test("a log that was emptied is noticed too", async () => {
    await unprotected(database.db, [sql`DELETE FROM audit_entry`, sql`DELETE FROM audit_subject`, sql`DELETE FROM audit_head`]);
    forgetLogs();
    expect(await faults()).toMatchObject([{ kind: "cut", seq: 1, upTo: 12 }]);
  });

  test("a log that was written anew, with hashes that fit, is given away by the signature", async () => {
    await emptyLog(database.db);
    await add(20);
    const found = await faults();
    expect(found).toMatchObject([{ kind: "rewritten", seq: 12 }]);
  });

  test("a forged head is told, in the database as in the file", async () => {
    await tamper(sql`UPDATE audit_head SET at = '2020-01-01T00:00:00.000Z'`);
    expect(await faults()).toEqual([{ kind: "forged-head", seq: 12, where: "database" }]);
    const file = path.join(folder, "audit-heads.jsonl");
    const head = JSON.parse(readFileSync(file, "utf8"));
    appendFileSync(file, `${JSON.stringify({ ...head, seq: 99 })}\nnonsense\n`);
    expect(await faults()).toEqual(
      expect.arrayContaining([
        { kind: "forged-head", seq: 99, where: "file" },
        { kind: "unreadable-head", line: 3 },
      ]),
    );
  });

  test("a head in the database that the file has lost is told", async () => {
    rmSync(path.join(folder, "audit-heads.jsonl"));
    expect(await faults()).toEqual([{ kind: "lost-head", seq: 12 }]);
  });

  test("a signature with another key is not taken for ours", async () => {
    const file = path.join(folder, "audit-heads.jsonl");
    const head = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, `${readFileSync(file, "utf8")}${JSON.stringify({ ...head, publicKey: "A".repeat(43), keyId: "other" })}\n`);
    expect(await faults()).toEqual([{ kind: "other-key", seq: 12, where: "file", keyId: "other" }]);
  });

  test("who an entry is about cannot be hidden from those who look by person", async () => {
    await tamper(sql`DELETE FROM audit_subject WHERE seq = 5`);
    expect(await faults()).toEqual([{ kind: "subjects", seq: 5 }]);
  });

  test("protection that was taken off is told", async () => {
    await database.db.execute(
      database.db.provider === "sqlite"
        ? sql`DROP TRIGGER audit_entry_delete`
        : sql`ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_delete`,
    );
    expect(await faults()).toEqual([{ kind: "unprotected", trigger: "audit_entry_delete" }]);
    if (database.db.provider === "postgresql") await database.db.execute(sql`ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_delete`);
    else
      await database.db.execute(sql`CREATE TRIGGER "audit_entry_delete" BEFORE DELETE ON "audit_entry"
        WHEN NOT EXISTS (SELECT 1 FROM audit_checkpoint WHERE last_seq >= OLD.seq) BEGIN
        SELECT RAISE(ABORT, 'audit entries are deleted by a purge only'); END`);
    expect(await faults()).toEqual([]);
  });

  describe("what is old", () => {
    const later = (days: number) => new Date(Date.now() + days * 86_400_000);

    test("is purged up to a signed checkpoint, from which the log goes on", async () => {
      expect(await purgeAudit({ days: 365, folder })).toBe(0);
      vi.useFakeTimers({ toFake: ["Date"], now: later(300) });
      await add(5);
      vi.useRealTimers();
      expect(await purgeAudit({ now: later(366), folder })).toBe(20);
      await add(2);
      expect(await verify()).toMatchObject({ isIntact: true, faults: [], entries: 8, firstSeq: 21, lastSeq: 28, purgedUpTo: 20 });
      expect(await database.db.query(sql`SELECT seq FROM audit_subject WHERE seq <= 20`)).toEqual([]);
    });

    test("is kept where a younger entry stands before it, so that a wrong clock deletes less and not more", async () => {
      expect(await purgeAudit({ now: later(366), days: 365, folder })).toBe(20);
      vi.useFakeTimers({ toFake: ["Date"], now: new Date("2001-01-01T00:00:00.000Z") });
      await add(1);
      vi.useRealTimers();
      expect(await purgeAudit({ folder })).toBe(0);
    });

    test("leaves its names behind only where they are still needed", async () => {
      await commitAudited([{ caller: { ...localCaller, id: "left", name: "Lea Left" }, action: "audit.read" }]);
      await purgeAudit({ now: later(366), folder });
      expect(await database.db.query(sql`SELECT id FROM audit_actor WHERE id = 'left'`)).toEqual([]);
    });

    test("cannot be made to look purged: a checkpoint that nobody signed is told", async () => {
      await tamper(sql`INSERT INTO audit_checkpoint SELECT 6, hash, at, 'AAAA', 'AAAA', 'AAAA' FROM audit_entry WHERE seq = 6`);
      await database.db.execute(sql`DELETE FROM audit_subject WHERE seq <= 6`);
      await database.db.execute(sql`DELETE FROM audit_entry WHERE seq <= 6`);
      expect(await faults()).toEqual([{ kind: "forged-checkpoint", seq: 6 }]);
    });

    test("is told where some of it was left behind", async () => {
      await purgeAudit({ now: later(366), folder });
      await unprotected(database.db, [
        sql`INSERT INTO audit_entry SELECT 3, at, actor, roles, action, subjects, case_number, place, purpose, counts, outcome, prev_hash, hash
          FROM audit_entry ORDER BY seq DESC LIMIT 1`,
      ]);
      expect((await faults()).map(({ kind, ...rest }) => [kind, "seq" in rest && rest.seq])).toContainEqual(["before-checkpoint", 3]);
    });
  });
});
