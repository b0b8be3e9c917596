-- CreateTable
CREATE TABLE "identity_copy" (
    "identity_id" TEXT NOT NULL,
    "original_ref" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,

    PRIMARY KEY ("identity_id", "original_ref")
);

-- CreateIndex
CREATE INDEX "identity_copy_original_ref_idx" ON "identity_copy"("original_ref");
