-- CreateTable
CREATE TABLE "erased_place" (
    "item_id" TEXT NOT NULL,
    "property_id" TEXT NOT NULL,
    "write_seq" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "before_seq" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "channel_id" TEXT,
    "conversation_id" TEXT,
    "user_id" TEXT,
    "at" TEXT NOT NULL,
    "case_number" TEXT NOT NULL,

    CONSTRAINT "erased_place_pkey" PRIMARY KEY ("item_id","property_id","write_seq","path")
);

-- CreateIndex
CREATE INDEX "erased_place_write_seq_idx" ON "erased_place"("write_seq");

-- CreateIndex
CREATE INDEX "erased_place_user_id_idx" ON "erased_place"("user_id");

-- CreateIndex
CREATE INDEX "erased_place_conversation_id_idx" ON "erased_place"("conversation_id");
