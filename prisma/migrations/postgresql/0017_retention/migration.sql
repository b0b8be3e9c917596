-- CreateTable
CREATE TABLE "proposal" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" TEXT,
    "body" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposer_id" TEXT NOT NULL,
    "proposed_at" TEXT NOT NULL,
    "decided_by" TEXT,
    "decider_id" TEXT,
    "decided_at" TEXT,
    "note" TEXT,
    "is_self_approved" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retention_policy" (
    "version" INTEGER NOT NULL,
    "rules" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "effective_from" TEXT NOT NULL,

    CONSTRAINT "retention_policy_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "retention_sweep" (
    "number" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "finished_at" TEXT,
    "state" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "counts" TEXT NOT NULL DEFAULT '{}',
    "receipt" TEXT,

    CONSTRAINT "retention_sweep_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TEXT NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "proposal_state_proposed_at_idx" ON "proposal"("state", "proposed_at");

-- CreateIndex
CREATE INDEX "proposal_person_id_idx" ON "proposal"("person_id");

-- CreateIndex
CREATE INDEX "retention_sweep_started_at_idx" ON "retention_sweep"("started_at");
