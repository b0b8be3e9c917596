-- CreateTable
CREATE TABLE "turn_record" (
    "conversation_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "body" TEXT NOT NULL,

    PRIMARY KEY ("conversation_id", "number")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "conversation_id" TEXT,
    "user_id" TEXT,
    "after_turn" INTEGER,
    "body" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "persona" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT,
    "channel_id" TEXT,
    "snapshot_id" TEXT,
    "created_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "bot_setting" (
    "bot_id" TEXT NOT NULL PRIMARY KEY,
    "overwrite_policy" TEXT NOT NULL DEFAULT 'sdk',
    "overlap_turns" BOOLEAN NOT NULL DEFAULT false
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_conversation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "bot_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "last_activity_at" TEXT NOT NULL,
    "forked_from_id" TEXT,
    "forked_at_turn" INTEGER,
    "is_read_only" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_conversation" ("bot_id", "channel_id", "created_at", "id", "last_activity_at") SELECT "bot_id", "channel_id", "created_at", "id", "last_activity_at" FROM "conversation";
DROP TABLE "conversation";
ALTER TABLE "new_conversation" RENAME TO "conversation";
CREATE INDEX "conversation_forked_from_id_idx" ON "conversation"("forked_from_id");
CREATE INDEX "conversation_bot_id_last_activity_at_id_idx" ON "conversation"("bot_id", "last_activity_at", "id");
CREATE INDEX "conversation_last_activity_at_id_idx" ON "conversation"("last_activity_at", "id");
CREATE TABLE "new_turn" (
    "conversation_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "duration_ms" REAL,
    "outcome" TEXT NOT NULL,
    "error" TEXT,
    "counts" TEXT NOT NULL DEFAULT '{}',
    "write_seq" INTEGER,
    "state_seq" INTEGER,
    "bot_version" TEXT,
    "lost_updates" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("conversation_id", "number")
);
INSERT INTO "new_turn" ("activity_id", "conversation_id", "counts", "duration_ms", "error", "number", "outcome", "started_at", "user_id", "write_seq") SELECT "activity_id", "conversation_id", "counts", "duration_ms", "error", "number", "outcome", "started_at", "user_id", "write_seq" FROM "turn";
DROP TABLE "turn";
ALTER TABLE "new_turn" RENAME TO "turn";
CREATE INDEX "turn_outcome_idx" ON "turn"("outcome");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "snapshot_created_at_id_idx" ON "snapshot"("created_at", "id");

-- CreateIndex
CREATE INDEX "persona_created_at_id_idx" ON "persona"("created_at", "id");

-- CreateIndex
CREATE INDEX "store_item_bot_id_conversation_id_idx" ON "store_item"("bot_id", "conversation_id");

-- Turns from before this migration stand where the last of them that wrote something stands.
UPDATE "turn" SET "state_seq" = (SELECT max("earlier"."write_seq") FROM "turn" "earlier"
  WHERE "earlier"."conversation_id" = "turn"."conversation_id" AND "earlier"."number" <= "turn"."number");
