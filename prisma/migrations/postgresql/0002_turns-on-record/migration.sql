-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "forked_at_turn" INTEGER,
ADD COLUMN     "forked_from_id" TEXT,
ADD COLUMN     "is_read_only" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "turn" ADD COLUMN     "bot_version" TEXT,
ADD COLUMN     "lost_updates" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "state_seq" INTEGER;

-- CreateTable
CREATE TABLE "turn_record" (
    "conversation_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "turn_record_pkey" PRIMARY KEY ("conversation_id","number")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "conversation_id" TEXT,
    "user_id" TEXT,
    "after_turn" INTEGER,
    "body" TEXT NOT NULL,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "persona" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT,
    "channel_id" TEXT,
    "snapshot_id" TEXT,
    "created_at" TEXT NOT NULL,

    CONSTRAINT "persona_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bot_setting" (
    "bot_id" TEXT NOT NULL,
    "overwrite_policy" TEXT NOT NULL DEFAULT 'sdk',
    "overlap_turns" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "bot_setting_pkey" PRIMARY KEY ("bot_id")
);

-- CreateIndex
CREATE INDEX "snapshot_created_at_id_idx" ON "snapshot"("created_at", "id");

-- CreateIndex
CREATE INDEX "persona_created_at_id_idx" ON "persona"("created_at", "id");

-- CreateIndex
CREATE INDEX "conversation_forked_from_id_idx" ON "conversation"("forked_from_id");

-- CreateIndex
CREATE INDEX "store_item_bot_id_conversation_id_idx" ON "store_item"("bot_id", "conversation_id");

-- Turns from before this migration stand where the last of them that wrote something stands.
UPDATE "turn" SET "state_seq" = (SELECT max("earlier"."write_seq") FROM "turn" "earlier"
  WHERE "earlier"."conversation_id" = "turn"."conversation_id" AND "earlier"."number" <= "turn"."number");
