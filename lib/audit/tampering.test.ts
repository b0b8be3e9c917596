import fc from "fast-check";
import { expect, test } from "vitest";
import { signText } from "@/lib/env";
import { type AuditEntry, type AuditFault, type AuditHead, auditActions, auditHeadText, localCaller } from "@/lib/model";
import { type ChainEnd, chainStart, hashOf, nextEntry } from "./chain";
import { ChainCheck } from "./check-chain";
import { checkHeads } from "./check-heads";

/** Entries as they stand in a database, with signatures after some of them; the last one is always signed. */
type Log = { entries: AuditEntry[]; heads: AuditHead[] };

const log = fc
  .record({
    actions: fc.array(fc.constantFrom(...auditActions), { minLength: 3, maxLength: 25 }),
    signedAfter: fc.array(fc.nat(24), { maxLength: 3 }),
  })
  .map(({ actions, signedAfter }): Log => {
    const entries = chainOf(actions.map((action, index) => ({ action, subjects: [`ref-${index % 3}`, "ref"] })));
    const seqs = new Set([...signedAfter.map((index) => (index % entries.length) + 1), entries.length]);
    return { entries, heads: [...seqs].sort((a, b) => a - b).map((seq) => headOf(entries[seq - 1] ?? expect.fail())) };
  });

const place = fc.nat(1000);

test("a log that nobody touched is intact", async () => {
  await fc.assert(
    fc.asyncProperty(log, async (log) => {
      expect(await faultsOf(log)).toEqual([]);
    }),
  );
});

test("whichever field of whichever entry is edited, that entry is named and no other", async () => {
  const edits: ((entry: AuditEntry) => AuditEntry)[] = [
    (entry) => ({ ...entry, at: "2001-02-03T04:05:06.789Z" }),
    (entry) => ({ ...entry, actor: "somebody-else" }),
    (entry) => ({ ...entry, roles: [] }),
    (entry) => ({ ...entry, action: entry.action === "audit.read" ? "audit.verified" : "audit.read" }),
    (entry) => ({ ...entry, caseNumber: "DS-2026-9999" }),
    (entry) => ({ ...entry, place: "elsewhere" }),
    (entry) => ({ ...entry, purpose: "legal" }),
    (entry) => ({ ...entry, counts: { facts: 1 } }),
    (entry) => ({ ...entry, outcome: "refused" }),
  ];
  await fc.assert(
    fc.asyncProperty(log, place, fc.constantFrom(...edits), async ({ entries, heads }, at, edit) => {
      const index = at % entries.length;
      const edited = entries.map((entry, number) => (number === index ? edit(entry) : entry));
      expect(await faultsOf({ entries: edited, heads })).toEqual([{ kind: "edited", seq: index + 1 }]);
    }),
  );
});

test("an entry that is edited with a hash that fits breaks the chain after it, or the signature over it", async () => {
  await fc.assert(
    fc.asyncProperty(log, place, async ({ entries, heads }, at) => {
      const index = at % entries.length;
      const forged = entries.map((entry, number) => (number === index ? rehashed({ ...entry, actor: "somebody-else" }) : entry));
      const faults = await faultsOf({ entries: forged, heads });
      if (index + 1 < entries.length) expect(faults).toContainEqual({ kind: "unlinked", seq: index + 2 });
      else expect(faults).toMatchObject([{ kind: "rewritten", seq: index + 1 }]);
    }),
  );
});

test("entries removed from the middle or the beginning are named exactly", async () => {
  await fc.assert(
    fc.asyncProperty(log, place, place, async ({ entries, heads }, from, many) => {
      const start = from % (entries.length - 1);
      const upTo = Math.min(entries.length - 1, start + 1 + (many % 4));
      const left = [...entries.slice(0, start), ...entries.slice(upTo)];
      expect(await faultsOf({ entries: left, heads })).toEqual([{ kind: "missing", seq: start + 1, upTo }]);
    }),
  );
});

test("a cut tail is named up to the last entry that was signed, also when its signature went from the database", async () => {
  await fc.assert(
    fc.asyncProperty(log, place, fc.boolean(), async ({ entries, heads }, at, isHeadCut) => {
      const left = at % entries.length;
      const inDatabase = isHeadCut ? heads.filter(({ seq }) => seq <= left) : heads;
      const faults = await faultsOf({ entries: entries.slice(0, left), heads: inDatabase }, heads);
      expect(faults).toMatchObject([{ kind: "cut", seq: left + 1, upTo: entries.length }]);
    }),
  );
});

test("a log that is written anew from any entry on, with hashes that fit, is given away by every signature after it", async () => {
  await fc.assert(
    fc.asyncProperty(log, place, async ({ entries, heads }, at) => {
      const from = at % entries.length;
      const anew = rechained(entries, from);
      const seqs = heads.map(({ seq }) => seq).filter((seq) => seq > from);
      expect(await faultsOf({ entries: anew, heads })).toMatchObject(seqs.map((seq) => ({ kind: "rewritten", seq })));
      expect(seqs.length).toBeGreaterThan(0);
    }),
  );
});

test("two entries that changed places are noticed", async () => {
  await fc.assert(
    fc.asyncProperty(log, place, async ({ entries, heads }, at) => {
      const index = at % (entries.length - 1);
      const swapped = entries.map((entry, number) => {
        const other = number === index ? entries[index + 1] : number === index + 1 ? entries[index] : entry;
        return { ...(other ?? entry), seq: number + 1 };
      });
      expect((await faultsOf({ entries: swapped, heads })).length).toBeGreaterThan(0);
    }),
  );
});

async function faultsOf({ entries, heads }: Log, inFile: readonly AuditHead[] = heads): Promise<AuditFault[]> {
  const faults: AuditFault[] = [];
  const chain = new ChainCheck(chainStart, (fault) => void faults.push(fault));
  for (const entry of entries) chain.take({ seq: entry.seq, hash: entry.hash, entry, refs: [...entry.subjects] });
  const hashes = new Map(entries.map(({ seq, hash }) => [seq, hash]));
  const file = inFile.map((head, index) => ({ line: index + 1, head }));
  await checkHeads({ receipts: [], database: heads, file, start: chainStart, end: chain.last, hashes }, (fault) => void faults.push(fault));
  return faults;
}

type Told = { action: AuditEntry["action"]; subjects: string[] };

function chainOf(told: readonly Told[]): AuditEntry[] {
  let end: ChainEnd = chainStart;
  return told.map((one) => {
    const entry = nextEntry({ caller: localCaller, ...one }, end, "2026-11-21T12:00:00.000Z");
    end = entry;
    return entry;
  });
}

function headOf({ seq, hash }: AuditEntry): AuditHead {
  const stated = { seq, hash, at: "2026-11-21T13:00:00.000Z" };
  return { ...stated, ...signText(auditHeadText(stated)) };
}

function rehashed(entry: AuditEntry): AuditEntry {
  return { ...entry, hash: hashOf(entry) };
}

/** The same with another actor from an entry on, each linked to the one before. */
function rechained(entries: readonly AuditEntry[], from: number): AuditEntry[] {
  let prevHash: string = chainStart.hash;
  return entries.map((entry, index) => {
    const changed = index < from ? entry : rehashed({ ...entry, actor: "somebody-else", prevHash });
    prevHash = changed.hash;
    return changed;
  });
}
