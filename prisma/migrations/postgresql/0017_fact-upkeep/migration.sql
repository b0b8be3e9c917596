-- CreateTable
CREATE TABLE "person_due" (
    "identity_id" TEXT NOT NULL,
    "write_seq" INTEGER NOT NULL,

    CONSTRAINT "person_due_pkey" PRIMARY KEY ("identity_id")
);

-- SQLite finds whole values through its text index. Of an expression, since the model knows no index that only one of the databases has.
DROP INDEX "fact_value_hash_idx";
CREATE INDEX "fact_whole_value" ON "fact"((value_hash + 0));

-- The largest items of a bot are looked for among a million. Those below are in no index, which their turns need not write.
CREATE INDEX "store_item_large" ON "store_item"("bot_id", (bytes + 0)) WHERE bytes >= 2000;
