-- CreateTable
CREATE TABLE "lost_value" (
    "id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "write_seq" INTEGER NOT NULL,
    "turn_number" INTEGER,
    "is_late" BOOLEAN NOT NULL,
    "item_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "scope" TEXT,
    "user_id" TEXT,
    "path" TEXT NOT NULL,
    "base_seq" INTEGER NOT NULL,
    "lost_seq" INTEGER NOT NULL,
    "is_asked" BOOLEAN NOT NULL,
    "kept" TEXT,
    "decided_by" TEXT,
    "decided_at" TEXT,

    CONSTRAINT "lost_value_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "lost_value_conversation_id_write_seq_idx" ON "lost_value"("conversation_id", "write_seq");

-- CreateIndex
CREATE INDEX "lost_value_write_seq_idx" ON "lost_value"("write_seq");
