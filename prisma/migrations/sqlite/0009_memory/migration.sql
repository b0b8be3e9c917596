-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "first_seen_at" TEXT NOT NULL,
    "last_seen_at" TEXT NOT NULL,
    "facts" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "oldest_seq" INTEGER
);

-- CreateTable
CREATE TABLE "identity" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "name_hash" BIGINT NOT NULL,
    "user_hash" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "identity_link" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identity_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "linked_by" TEXT NOT NULL,
    "linked_at" TEXT NOT NULL,
    "unlinked_by" TEXT,
    "unlinked_at" TEXT
);

-- CreateTable
CREATE TABLE "acquaintance" (
    "identity_id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "last_seen_at" TEXT NOT NULL,

    PRIMARY KEY ("identity_id", "bot_id")
);

-- CreateTable
CREATE TABLE "fact" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "item_id" TEXT NOT NULL,
    "path_hash" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "path_id" TEXT NOT NULL,
    "identity_id" TEXT,
    "type" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "value_hash" BIGINT NOT NULL,
    "write_seq" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "dictionary_path" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    "classified_at" TEXT
);

-- CreateTable
CREATE TABLE "dictionary_change" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "bot_id" TEXT NOT NULL,
    "path_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "fields" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "path_day" (
    "path_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "facts" INTEGER NOT NULL,

    PRIMARY KEY ("path_id", "day")
);

-- CreateTable
CREATE TABLE "path_hint" (
    "path_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "category" TEXT,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("path_id", "kind")
);

-- CreateTable
CREATE TABLE "accepted_finding" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "bot_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "fact_note" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    "resolved_at" TEXT
);

-- CreateTable
CREATE TABLE "unmasking" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "person_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "until" TEXT NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_bot_setting" (
    "bot_id" TEXT NOT NULL PRIMARY KEY,
    "overwrite_policy" TEXT NOT NULL DEFAULT 'sdk',
    "overlap_turns" BOOLEAN NOT NULL DEFAULT false,
    "greeting" TEXT NOT NULL DEFAULT 'emulator',
    "is_production" BOOLEAN NOT NULL DEFAULT false,
    "processing" TEXT
);
INSERT INTO "new_bot_setting" ("bot_id", "greeting", "overlap_turns", "overwrite_policy") SELECT "bot_id", "greeting", "overlap_turns", "overwrite_policy" FROM "bot_setting";
DROP TABLE "bot_setting";
ALTER TABLE "new_bot_setting" RENAME TO "bot_setting";
CREATE TABLE "new_store_item" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "bot_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "channel_id" TEXT,
    "conversation_id" TEXT,
    "user_id" TEXT,
    "etag" TEXT,
    "data" TEXT,
    "bytes" INTEGER NOT NULL,
    "updated_at" TEXT NOT NULL,
    "writer" TEXT NOT NULL,
    "write_seq" INTEGER NOT NULL,
    "unindexed_leaves" INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "new_store_item" ("bot_id", "bytes", "channel_id", "conversation_id", "data", "etag", "id", "key", "scope", "updated_at", "user_id", "write_seq", "writer") SELECT "bot_id", "bytes", "channel_id", "conversation_id", "data", "etag", "id", "key", "scope", "updated_at", "user_id", "write_seq", "writer" FROM "store_item";
DROP TABLE "store_item";
ALTER TABLE "new_store_item" RENAME TO "store_item";
CREATE INDEX "store_item_bot_id_conversation_id_idx" ON "store_item"("bot_id", "conversation_id");
CREATE INDEX "store_item_user_id_idx" ON "store_item"("user_id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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

-- CreateTable
CREATE TABLE "fact_backlog" (
    "item_id" TEXT NOT NULL PRIMARY KEY
);

-- What was remembered before is indexed at the next start.
INSERT INTO fact_backlog (item_id) SELECT id FROM store_item WHERE data IS NOT NULL;
INSERT INTO fact_backlog (item_id) SELECT '' WHERE EXISTS (SELECT 1 FROM member);

-- Parts of values and names are found through these (lib/db/text-index.ts). They are no models: Prisma knows no virtual tables.
CREATE VIRTUAL TABLE "fact_text" USING fts5(folded, content='fact', content_rowid='id', tokenize='trigram', detail='none', columnsize=0);
CREATE VIRTUAL TABLE "identity_text" USING fts5(folded, content='identity', content_rowid='seq', tokenize='trigram', detail='none', columnsize=0);

CREATE TRIGGER "fact_text_insert" AFTER INSERT ON "fact" BEGIN
  INSERT INTO fact_text(rowid, folded) VALUES (new.id, new.folded);
END;
CREATE TRIGGER "fact_text_delete" AFTER DELETE ON "fact" BEGIN
  INSERT INTO fact_text(fact_text, rowid, folded) VALUES ('delete', old.id, old.folded);
END;
CREATE TRIGGER "fact_text_update" AFTER UPDATE OF folded ON "fact" WHEN old.folded <> new.folded BEGIN
  INSERT INTO fact_text(fact_text, rowid, folded) VALUES ('delete', old.id, old.folded);
  INSERT INTO fact_text(rowid, folded) VALUES (new.id, new.folded);
END;

CREATE TRIGGER "identity_text_insert" AFTER INSERT ON "identity" BEGIN
  INSERT INTO identity_text(rowid, folded) VALUES (new.seq, new.folded);
END;
CREATE TRIGGER "identity_text_delete" AFTER DELETE ON "identity" BEGIN
  INSERT INTO identity_text(identity_text, rowid, folded) VALUES ('delete', old.seq, old.folded);
END;
CREATE TRIGGER "identity_text_update" AFTER UPDATE OF folded ON "identity" WHEN old.folded <> new.folded BEGIN
  INSERT INTO identity_text(identity_text, rowid, folded) VALUES ('delete', old.seq, old.folded);
  INSERT INTO identity_text(rowid, folded) VALUES (new.seq, new.folded);
END;

