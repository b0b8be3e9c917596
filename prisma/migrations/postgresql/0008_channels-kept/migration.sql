-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "attached_after_turn" INTEGER;

-- AlterTable
ALTER TABLE "remote_bot" ADD COLUMN     "seen_generation" TEXT;

-- CreateTable
CREATE TABLE "told_state" (
    "conversation_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "told_state_pkey" PRIMARY KEY ("conversation_id","source","position")
);

-- CreateTable
CREATE TABLE "activity_change" (
    "conversation_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "change" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "activity_change_pkey" PRIMARY KEY ("conversation_id","activity_id")
);

-- CreateIndex
CREATE INDEX "activity_change_conversation_id_change_idx" ON "activity_change"("conversation_id", "change");

-- Logs that are here already
INSERT INTO "told_state" ("conversation_id", "source", "position")
SELECT "conversation_id", 'inspection', "position" FROM "activity" WHERE "type" = 'trace' AND "body" LIKE '%/schemas/botState"%';
INSERT INTO "told_state" ("conversation_id", "source", "position")
SELECT "conversation_id", 'debug', "position" FROM "activity" WHERE "type" = 'event' AND "body" LIKE '%"type":"variable"%';
