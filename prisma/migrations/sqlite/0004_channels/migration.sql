-- AlterTable
ALTER TABLE "conversation" ADD COLUMN "locale" TEXT;
ALTER TABLE "conversation" ADD COLUMN "time_zone" TEXT;

-- AlterTable
ALTER TABLE "member" ADD COLUMN "left_at" TEXT;

-- CreateTable
CREATE TABLE "remote_bot" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "generation" TEXT NOT NULL,
    "key_style" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "delivery_mode" TEXT NOT NULL,
    "app_id" TEXT,
    "app_password" TEXT,
    "tenant_id" TEXT,
    "timeout_ms" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "bot_key" (
    "bot_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,

    PRIMARY KEY ("bot_id", "purpose")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "bot_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "user_id" TEXT,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "original" TEXT NOT NULL,
    "thumbnail" TEXT,
    "created_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "protocol_exchange" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "bot_id" TEXT,
    "conversation_id" TEXT,
    "party" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "status" INTEGER,
    "duration_ms" REAL NOT NULL,
    "request" TEXT NOT NULL,
    "response" TEXT NOT NULL,
    "error" TEXT,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "item_encoding" (
    "item_id" TEXT NOT NULL PRIMARY KEY,
    "encoding" TEXT NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_bot_setting" (
    "bot_id" TEXT NOT NULL PRIMARY KEY,
    "overwrite_policy" TEXT NOT NULL DEFAULT 'sdk',
    "overlap_turns" BOOLEAN NOT NULL DEFAULT false,
    "greeting" TEXT NOT NULL DEFAULT 'emulator'
);
INSERT INTO "new_bot_setting" ("bot_id", "overlap_turns", "overwrite_policy") SELECT "bot_id", "overlap_turns", "overwrite_policy" FROM "bot_setting";
DROP TABLE "bot_setting";
ALTER TABLE "new_bot_setting" RENAME TO "bot_setting";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "bot_key_hash_key" ON "bot_key"("hash");

-- CreateIndex
CREATE INDEX "upload_conversation_id_idx" ON "upload"("conversation_id");

-- CreateIndex
CREATE INDEX "protocol_exchange_conversation_id_seq_idx" ON "protocol_exchange"("conversation_id", "seq");
