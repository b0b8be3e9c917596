-- AlterTable
ALTER TABLE "unmasking" ADD COLUMN "case_number" TEXT;
ALTER TABLE "unmasking" ADD COLUMN "purpose" TEXT NOT NULL DEFAULT 'other';

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "roles" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjects" TEXT NOT NULL,
    "case_number" TEXT,
    "place" TEXT,
    "purpose" TEXT,
    "counts" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "audit_subject" (
    "ref" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,

    PRIMARY KEY ("ref", "seq")
);

-- CreateTable
CREATE TABLE "audit_actor" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT
);

-- CreateTable
CREATE TABLE "audit_head" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "hash" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "key_id" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "audit_checkpoint" (
    "last_seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "last_hash" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "key_id" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "audit_entry_action_seq_idx" ON "audit_entry"("action", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_actor_seq_idx" ON "audit_entry"("actor", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_case_number_seq_idx" ON "audit_entry"("case_number", "seq");

-- CreateIndex
CREATE INDEX "audit_subject_seq_idx" ON "audit_subject"("seq");

-- The chain in the database itself: what is inserted continues it, and nothing is changed. REPLACE would delete without asking a trigger,
-- so that an insert over a row is refused as well.
CREATE TRIGGER "audit_entry_insert" BEFORE INSERT ON "audit_entry" BEGIN
  SELECT RAISE(ABORT, 'audit entries continue the chain')
  WHERE NEW.seq IS NOT COALESCE((SELECT max(seq) FROM audit_entry), (SELECT max(last_seq) FROM audit_checkpoint), 0) + 1
  OR NEW.prev_hash IS NOT COALESCE(
    (SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1),
    (SELECT last_hash FROM audit_checkpoint ORDER BY last_seq DESC LIMIT 1),
    '0000000000000000000000000000000000000000000000000000000000000000'
  );
END;

CREATE TRIGGER "audit_entry_update" BEFORE UPDATE ON "audit_entry" BEGIN
  SELECT RAISE(ABORT, 'audit entries are never changed');
END;

-- Only what a checkpoint stands for is deleted.
CREATE TRIGGER "audit_entry_delete" BEFORE DELETE ON "audit_entry"
WHEN NOT EXISTS (SELECT 1 FROM audit_checkpoint WHERE last_seq >= OLD.seq) BEGIN
  SELECT RAISE(ABORT, 'audit entries are deleted by a purge only');
END;

CREATE TRIGGER "audit_subject_insert" BEFORE INSERT ON "audit_subject"
WHEN NOT EXISTS (SELECT 1 FROM audit_entry WHERE seq = NEW.seq)
OR EXISTS (SELECT 1 FROM audit_subject WHERE ref = NEW.ref AND seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'subjects belong to an entry');
END;

CREATE TRIGGER "audit_subject_update" BEFORE UPDATE ON "audit_subject" BEGIN
  SELECT RAISE(ABORT, 'audit entries are never changed');
END;

CREATE TRIGGER "audit_subject_delete" BEFORE DELETE ON "audit_subject"
WHEN NOT EXISTS (SELECT 1 FROM audit_checkpoint WHERE last_seq >= OLD.seq) BEGIN
  SELECT RAISE(ABORT, 'audit entries are deleted by a purge only');
END;

CREATE TRIGGER "audit_head_insert" BEFORE INSERT ON "audit_head"
WHEN NOT EXISTS (SELECT 1 FROM audit_entry WHERE seq = NEW.seq AND hash = NEW.hash)
OR EXISTS (SELECT 1 FROM audit_head WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'a head is of an entry that is there');
END;

CREATE TRIGGER "audit_head_update" BEFORE UPDATE ON "audit_head" BEGIN
  SELECT RAISE(ABORT, 'signed heads are never changed');
END;

CREATE TRIGGER "audit_head_delete" BEFORE DELETE ON "audit_head"
WHEN NOT EXISTS (SELECT 1 FROM audit_checkpoint WHERE last_seq >= OLD.seq) BEGIN
  SELECT RAISE(ABORT, 'signed heads are deleted by a purge only');
END;

-- A checkpoint is of an entry that is there.
CREATE TRIGGER "audit_checkpoint_insert" BEFORE INSERT ON "audit_checkpoint"
WHEN NOT EXISTS (SELECT 1 FROM audit_entry WHERE seq = NEW.last_seq AND hash = NEW.last_hash)
OR EXISTS (SELECT 1 FROM audit_checkpoint WHERE last_seq >= NEW.last_seq) BEGIN
  SELECT RAISE(ABORT, 'a checkpoint is of an entry that is there');
END;

CREATE TRIGGER "audit_checkpoint_update" BEFORE UPDATE ON "audit_checkpoint" BEGIN
  SELECT RAISE(ABORT, 'checkpoints are never changed');
END;

CREATE TRIGGER "audit_checkpoint_delete" BEFORE DELETE ON "audit_checkpoint" BEGIN
  SELECT RAISE(ABORT, 'checkpoints are never deleted');
END;
