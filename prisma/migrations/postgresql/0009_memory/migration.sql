-- AlterTable
ALTER TABLE "bot_setting" ADD COLUMN     "is_production" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "processing" TEXT;

-- AlterTable
ALTER TABLE "store_item" ADD COLUMN     "unindexed_leaves" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "first_seen_at" TEXT NOT NULL,
    "last_seen_at" TEXT NOT NULL,
    "facts" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "oldest_seq" INTEGER,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "seq" SERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "name_hash" BIGINT NOT NULL,
    "user_hash" BIGINT NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "identity_link" (
    "id" TEXT NOT NULL,
    "identity_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "linked_by" TEXT NOT NULL,
    "linked_at" TEXT NOT NULL,
    "unlinked_by" TEXT,
    "unlinked_at" TEXT,

    CONSTRAINT "identity_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "acquaintance" (
    "identity_id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "last_seen_at" TEXT NOT NULL,

    CONSTRAINT "acquaintance_pkey" PRIMARY KEY ("identity_id","bot_id")
);

-- CreateTable
CREATE TABLE "fact" (
    "id" SERIAL NOT NULL,
    "item_id" TEXT NOT NULL,
    "path_hash" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "path_id" TEXT NOT NULL,
    "identity_id" TEXT,
    "type" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "value_hash" BIGINT NOT NULL,
    "write_seq" INTEGER NOT NULL,

    CONSTRAINT "fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dictionary_path" (
    "id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "types" INTEGER NOT NULL DEFAULT 0,
    "people" INTEGER NOT NULL DEFAULT 0,
    "facts" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "first_seq" INTEGER NOT NULL,
    "last_seq" INTEGER NOT NULL,
    "label" TEXT,
    "purpose" TEXT,
    "category" TEXT,
    "is_sensitive" BOOLEAN,
    "origin" TEXT,
    "audience" TEXT,
    "retention_days" INTEGER,
    "legal_basis" TEXT,
    "classified_by" TEXT,
    "classified_at" TEXT,

    CONSTRAINT "dictionary_path_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dictionary_change" (
    "seq" SERIAL NOT NULL,
    "bot_id" TEXT NOT NULL,
    "path_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "fields" TEXT NOT NULL,

    CONSTRAINT "dictionary_change_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "path_day" (
    "path_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "facts" INTEGER NOT NULL,

    CONSTRAINT "path_day_pkey" PRIMARY KEY ("path_id","day")
);

-- CreateTable
CREATE TABLE "path_hint" (
    "path_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "category" TEXT,
    "at" TEXT NOT NULL,

    CONSTRAINT "path_hint_pkey" PRIMARY KEY ("path_id","kind")
);

-- CreateTable
CREATE TABLE "accepted_finding" (
    "id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    CONSTRAINT "accepted_finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fact_note" (
    "id" TEXT NOT NULL,
    "identity_id" TEXT,
    "bot_id" TEXT NOT NULL,
    "path_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "assigned_to" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "resolved_by" TEXT,
    "resolved_at" TEXT,

    CONSTRAINT "fact_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unmasking" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "until" TEXT NOT NULL,

    CONSTRAINT "unmasking_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_last_seen_at_id_idx" ON "person"("last_seen_at", "id");

-- CreateIndex
CREATE INDEX "person_name_key_id_idx" ON "person"("name_key", "id");

-- CreateIndex
CREATE INDEX "person_facts_id_idx" ON "person"("facts", "id");

-- CreateIndex
CREATE INDEX "person_bytes_id_idx" ON "person"("bytes", "id");

-- CreateIndex
CREATE INDEX "person_oldest_seq_id_idx" ON "person"("oldest_seq", "id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_id_key" ON "identity"("id");

-- CreateIndex
CREATE INDEX "identity_person_id_idx" ON "identity"("person_id");

-- CreateIndex
CREATE INDEX "identity_name_hash_idx" ON "identity"("name_hash");

-- CreateIndex
CREATE INDEX "identity_user_hash_idx" ON "identity"("user_hash");

-- CreateIndex
CREATE INDEX "identity_link_identity_id_idx" ON "identity_link"("identity_id");

-- CreateIndex
CREATE INDEX "identity_link_person_id_idx" ON "identity_link"("person_id");

-- CreateIndex
CREATE INDEX "acquaintance_bot_id_last_seen_at_identity_id_idx" ON "acquaintance"("bot_id", "last_seen_at", "identity_id");

-- CreateIndex
CREATE INDEX "fact_identity_id_write_seq_idx" ON "fact"("identity_id", "write_seq");

-- CreateIndex
CREATE INDEX "fact_path_id_identity_id_idx" ON "fact"("path_id", "identity_id");

-- CreateIndex
CREATE INDEX "fact_value_hash_idx" ON "fact"("value_hash");

-- CreateIndex
CREATE UNIQUE INDEX "fact_item_id_path_hash_key" ON "fact"("item_id", "path_hash");

-- CreateIndex
CREATE INDEX "dictionary_path_bot_id_scope_idx" ON "dictionary_path"("bot_id", "scope");

-- CreateIndex
CREATE INDEX "dictionary_change_path_id_seq_idx" ON "dictionary_change"("path_id", "seq");

-- CreateIndex
CREATE INDEX "dictionary_change_bot_id_seq_idx" ON "dictionary_change"("bot_id", "seq");

-- CreateIndex
CREATE INDEX "accepted_finding_bot_id_idx" ON "accepted_finding"("bot_id");

-- CreateIndex
CREATE INDEX "fact_note_identity_id_idx" ON "fact_note"("identity_id");

-- CreateIndex
CREATE INDEX "fact_note_resolved_at_created_at_idx" ON "fact_note"("resolved_at", "created_at");

-- CreateIndex
CREATE INDEX "unmasking_person_id_until_idx" ON "unmasking"("person_id", "until");

-- CreateIndex
CREATE INDEX "store_item_user_id_idx" ON "store_item"("user_id");

-- CreateTable
CREATE TABLE "fact_backlog" (
    "item_id" TEXT NOT NULL,

    CONSTRAINT "fact_backlog_pkey" PRIMARY KEY ("item_id")
);

-- What was remembered before is indexed at the next start.
INSERT INTO fact_backlog (item_id) SELECT id FROM store_item WHERE data IS NOT NULL;
INSERT INTO fact_backlog (item_id) SELECT '' WHERE EXISTS (SELECT 1 FROM member);

-- Parts of values and names are found through these (lib/db/text-index.ts). Of expressions, since Prisma knows no such indexes on columns.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "fact_text" ON "fact" USING gin (lower(folded) gin_trgm_ops);
CREATE INDEX "identity_text" ON "identity" USING gin (lower(folded) gin_trgm_ops);
