-- CreateTable
CREATE TABLE "erasure" (
    "number" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "plan_hash" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "planned_by" TEXT NOT NULL,
    "planner_id" TEXT NOT NULL,
    "planned_at" TEXT NOT NULL,
    "approved_by" TEXT,
    "approver_id" TEXT,
    "approved_at" TEXT,
    "started_at" TEXT,
    "sealed" TEXT,
    "report" TEXT NOT NULL DEFAULT '{}',
    "failure" TEXT,
    "receipt" TEXT,
    "finished_at" TEXT,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "erasure_review" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decision" TEXT,
    "decided_by" TEXT,
    "decided_at" TEXT,

    CONSTRAINT "erasure_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tombstone" (
    "conversation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "case_number" TEXT NOT NULL,

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("conversation_id","kind","place")
);

-- CreateIndex
CREATE INDEX "erasure_step_idx" ON "erasure"("step");

-- CreateIndex
CREATE INDEX "erasure_review_number_idx" ON "erasure_review"("number");

-- CreateIndex
CREATE INDEX "user_token_user_id_idx" ON "user_token"("user_id");

-- CreateIndex
CREATE INDEX "snapshot_user_id_idx" ON "snapshot"("user_id");

-- CreateIndex
CREATE INDEX "lost_value_item_id_idx" ON "lost_value"("item_id");

-- CreateIndex
CREATE INDEX "fact_note_item_id_idx" ON "fact_note"("item_id");
