-- AlterTable
ALTER TABLE "unmasking" ADD COLUMN     "case_number" TEXT,
ADD COLUMN     "purpose" TEXT NOT NULL DEFAULT 'other';

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" INTEGER NOT NULL,
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
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_subject" (
    "ref" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "audit_subject_pkey" PRIMARY KEY ("ref","seq")
);

-- CreateTable
CREATE TABLE "audit_actor" (
    "id" TEXT NOT NULL,
    "name" TEXT,

    CONSTRAINT "audit_actor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_checkpoint" (
    "last_seq" INTEGER NOT NULL,
    "last_hash" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("last_seq")
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

-- The chain in the database itself: what is inserted continues it, and nothing is changed.
CREATE FUNCTION "audit_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is never changed, and only a purge deletes of it';
END;
$$;

CREATE FUNCTION "audit_entry_continues"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_seq_found INTEGER;
  last_hash_found TEXT;
BEGIN
  SELECT e.seq, e.hash INTO last_seq_found, last_hash_found FROM audit_entry e ORDER BY e.seq DESC LIMIT 1;
  IF NOT FOUND THEN
    SELECT c.last_seq, c.last_hash INTO last_seq_found, last_hash_found FROM audit_checkpoint c ORDER BY c.last_seq DESC LIMIT 1;
  END IF;
  IF NEW.seq <> COALESCE(last_seq_found, 0) + 1 OR NEW.prev_hash <> COALESCE(last_hash_found, repeat('0', 64)) THEN
    RAISE EXCEPTION 'audit entries continue the chain';
  END IF;
  RETURN NEW;
END;
$$;

CREATE FUNCTION "audit_subject_belongs"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.seq = NEW.seq) THEN
    RAISE EXCEPTION 'subjects belong to an entry';
  END IF;
  RETURN NEW;
END;
$$;

-- A head is of an entry that is there.
CREATE FUNCTION "audit_head_signs"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.seq = NEW.seq AND e.hash = NEW.hash) THEN
    RAISE EXCEPTION 'a head is of an entry that is there';
  END IF;
  RETURN NEW;
END;
$$;

-- A checkpoint is of an entry that is there.
CREATE FUNCTION "audit_checkpoint_stands"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.seq = NEW.last_seq AND e.hash = NEW.last_hash) THEN
    RAISE EXCEPTION 'a checkpoint is of an entry that is there';
  END IF;
  RETURN NEW;
END;
$$;

-- Only what a checkpoint stands for is deleted.
CREATE FUNCTION "audit_purge_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_checkpoint c WHERE c.last_seq >= OLD.seq) THEN
    RAISE EXCEPTION 'audit entries are deleted by a purge only';
  END IF;
  RETURN OLD;
END;
$$;

CREATE TRIGGER "audit_entry_insert" BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "audit_entry_continues"();
CREATE TRIGGER "audit_subject_insert" BEFORE INSERT ON "audit_subject" FOR EACH ROW EXECUTE FUNCTION "audit_subject_belongs"();
CREATE TRIGGER "audit_head_insert" BEFORE INSERT ON "audit_head" FOR EACH ROW EXECUTE FUNCTION "audit_head_signs"();
CREATE TRIGGER "audit_checkpoint_insert" BEFORE INSERT ON "audit_checkpoint" FOR EACH ROW EXECUTE FUNCTION "audit_checkpoint_stands"();

CREATE TRIGGER "audit_entry_delete" BEFORE DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "audit_purge_only"();
CREATE TRIGGER "audit_subject_delete" BEFORE DELETE ON "audit_subject" FOR EACH ROW EXECUTE FUNCTION "audit_purge_only"();
CREATE TRIGGER "audit_head_delete" BEFORE DELETE ON "audit_head" FOR EACH ROW EXECUTE FUNCTION "audit_purge_only"();
CREATE TRIGGER "audit_checkpoint_delete" BEFORE DELETE ON "audit_checkpoint" FOR EACH ROW EXECUTE FUNCTION "audit_refuse"();

CREATE TRIGGER "audit_entry_update" BEFORE UPDATE OR TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_subject_update" BEFORE UPDATE OR TRUNCATE ON "audit_subject" FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_head_update" BEFORE UPDATE OR TRUNCATE ON "audit_head" FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_checkpoint_update" BEFORE UPDATE OR TRUNCATE ON "audit_checkpoint" FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"();

-- Rights besides: of this role too, which owns the tables and could give them back to itself, but never by mistake.
REVOKE ALL ON "audit_entry", "audit_subject", "audit_head", "audit_checkpoint" FROM PUBLIC;
REVOKE UPDATE, TRUNCATE ON "audit_entry", "audit_subject", "audit_head", "audit_checkpoint" FROM CURRENT_USER;
