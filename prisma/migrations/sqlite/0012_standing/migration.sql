-- CreateTable
CREATE TABLE "privacy_request" (
    "number" TEXT NOT NULL PRIMARY KEY,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "person_id" TEXT,
    "subjects" TEXT NOT NULL DEFAULT '[]',
    "received_on" TEXT NOT NULL,
    "jurisdiction" TEXT NOT NULL DEFAULT 'eu',
    "extension" TEXT,
    "pauses" TEXT NOT NULL DEFAULT '[]',
    "identified" TEXT,
    "refusal" TEXT,
    "duplicate_of" TEXT,
    "opened_by" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "closed_at" TEXT,
    "notes" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1
);

-- CreateTable
CREATE TABLE "request_event" (
    "number" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '{}',

    PRIMARY KEY ("number", "seq")
);

-- CreateTable
CREATE TABLE "restriction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identity_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "case_number" TEXT,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "notice_on" TEXT,
    "lifted_by" TEXT,
    "lifted_at" TEXT
);

-- CreateTable
CREATE TABLE "legal_hold" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "matter" TEXT NOT NULL,
    "identity_id" TEXT,
    "conversation_id" TEXT,
    "owner" TEXT NOT NULL,
    "review_on" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "released_by" TEXT,
    "released_at" TEXT
);

-- CreateTable
CREATE TABLE "suppression" (
    "ref" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "case_number" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "lifted_at" TEXT
);

-- CreateIndex
CREATE INDEX "privacy_request_state_received_on_idx" ON "privacy_request"("state", "received_on");

-- CreateIndex
CREATE INDEX "privacy_request_person_id_idx" ON "privacy_request"("person_id");

-- CreateIndex
CREATE INDEX "restriction_identity_id_idx" ON "restriction"("identity_id");

-- CreateIndex
CREATE INDEX "legal_hold_identity_id_idx" ON "legal_hold"("identity_id");

-- CreateIndex
CREATE INDEX "legal_hold_conversation_id_idx" ON "legal_hold"("conversation_id");
