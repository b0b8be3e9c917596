-- CreateTable
CREATE TABLE "person_due" (
    "identity_id" TEXT NOT NULL,
    "write_seq" INTEGER NOT NULL,

    CONSTRAINT "person_due_pkey" PRIMARY KEY ("identity_id")
);

-- SQLite finds whole values through its text index. Of an expression, since the model knows no index that only one of the databases has.
DROP INDEX "fact_value_hash_idx";
CREATE INDEX "fact_whole_value" ON "fact"((value_hash + 0));
