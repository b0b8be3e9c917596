-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    "seen_on" TEXT
);

-- CreateTable
CREATE TABLE "access_session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "previous_hash" TEXT,
    "rotated_at" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "seen_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "access_link" (
    "token_hash" TEXT NOT NULL PRIMARY KEY,
    "account_id" TEXT,
    "expires_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "used_on" TEXT,
    "revoked_at" TEXT
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_unmasking" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "person_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "caller_id" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "until" TEXT NOT NULL
);
INSERT INTO "new_unmasking" ("at", "by", "id", "person_id", "reason", "until") SELECT "at", "by", "id", "person_id", "reason", "until" FROM "unmasking";
DROP TABLE "unmasking";
ALTER TABLE "new_unmasking" RENAME TO "unmasking";
CREATE INDEX "unmasking_person_id_until_idx" ON "unmasking"("person_id", "until");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
