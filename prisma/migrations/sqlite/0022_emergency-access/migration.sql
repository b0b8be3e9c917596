-- CreateTable
CREATE TABLE "emergency_access" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_at" TEXT NOT NULL,
    "since" TEXT,
    "until" TEXT,
    "ended_at" TEXT
);

-- CreateIndex
CREATE INDEX "emergency_access_account_id_idx" ON "emergency_access"("account_id");
