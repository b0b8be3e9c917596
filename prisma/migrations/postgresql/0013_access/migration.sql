-- AlterTable
ALTER TABLE "unmasking" ADD COLUMN     "caller_id" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "issuer" TEXT,
    "subject" TEXT,
    "roles" TEXT NOT NULL,
    "is_by_claim" BOOLEAN NOT NULL DEFAULT false,
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "created_at" TEXT NOT NULL,
    "disabled_at" TEXT,
    "seen_on" TEXT,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_session" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "previous_hash" TEXT,
    "rotated_at" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "seen_at" TEXT NOT NULL,

    CONSTRAINT "access_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_link" (
    "token_hash" TEXT NOT NULL,
    "account_id" TEXT,
    "expires_at" TEXT NOT NULL,

    CONSTRAINT "access_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "used_on" TEXT,
    "revoked_at" TEXT,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_login_key" ON "account"("login");

-- CreateIndex
CREATE UNIQUE INDEX "account_issuer_subject_key" ON "account"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "access_session_token_hash_key" ON "access_session"("token_hash");

-- CreateIndex
CREATE INDEX "access_session_account_id_idx" ON "access_session"("account_id");

-- CreateIndex
CREATE INDEX "access_session_previous_hash_idx" ON "access_session"("previous_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");
