-- AlterTable
ALTER TABLE "privacy_request" ADD COLUMN     "asked" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "request_recipient" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    CONSTRAINT "request_recipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_code" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "sent_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TEXT,

    CONSTRAINT "identity_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "released_activity" (
    "number" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    CONSTRAINT "released_activity_pkey" PRIMARY KEY ("number","conversation_id","activity_id")
);

-- CreateTable
CREATE TABLE "privacy_export" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "downloads" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" TEXT,

    CONSTRAINT "privacy_export_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "request_recipient_number_idx" ON "request_recipient"("number");

-- CreateIndex
CREATE INDEX "identity_code_number_idx" ON "identity_code"("number");

-- CreateIndex
CREATE INDEX "identity_code_conversation_id_idx" ON "identity_code"("conversation_id");

-- CreateIndex
CREATE INDEX "released_activity_conversation_id_idx" ON "released_activity"("conversation_id");

-- CreateIndex
CREATE INDEX "privacy_export_number_idx" ON "privacy_export"("number");

-- CreateIndex
CREATE INDEX "privacy_export_deleted_at_expires_at_idx" ON "privacy_export"("deleted_at", "expires_at");
