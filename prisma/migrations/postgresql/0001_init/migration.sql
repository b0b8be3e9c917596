-- CreateTable
CREATE TABLE "conversation" (
    "id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "last_activity_at" TEXT NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "conversation_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "joined_at" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("conversation_id","user_id")
);

-- CreateTable
CREATE TABLE "activity" (
    "conversation_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "turn_number" INTEGER,
    "is_incoming" BOOLEAN NOT NULL,
    "type" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "client_activity_id" TEXT,
    "body" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("conversation_id","position")
);

-- CreateTable
CREATE TABLE "turn" (
    "conversation_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "duration_ms" DOUBLE PRECISION,
    "outcome" TEXT NOT NULL,
    "error" TEXT,
    "counts" TEXT NOT NULL DEFAULT '{}',
    "write_seq" INTEGER,

    CONSTRAINT "turn_pkey" PRIMARY KEY ("conversation_id","number")
);

-- CreateTable
CREATE TABLE "store_item" (
    "id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "channel_id" TEXT,
    "conversation_id" TEXT,
    "user_id" TEXT,
    "etag" TEXT,
    "data" TEXT,
    "bytes" INTEGER NOT NULL,
    "updated_at" TEXT NOT NULL,
    "writer" TEXT NOT NULL,
    "write_seq" INTEGER NOT NULL,

    CONSTRAINT "store_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_write" (
    "seq" INTEGER NOT NULL,
    "bot_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "conversation_id" TEXT,
    "user_id" TEXT,
    "after_turn" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "counts" TEXT NOT NULL DEFAULT '{}',

    CONSTRAINT "state_write_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "property_version" (
    "item_id" TEXT NOT NULL,
    "property_id" TEXT NOT NULL,
    "property" TEXT NOT NULL,
    "write_seq" INTEGER NOT NULL,
    "hash" TEXT,

    CONSTRAINT "property_version_pkey" PRIMARY KEY ("item_id","property_id","write_seq")
);

-- CreateTable
CREATE TABLE "property_value" (
    "item_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "json" TEXT NOT NULL,

    CONSTRAINT "property_value_pkey" PRIMARY KEY ("item_id","hash")
);

-- CreateIndex
CREATE INDEX "conversation_bot_id_last_activity_at_id_idx" ON "conversation"("bot_id", "last_activity_at", "id");

-- CreateIndex
CREATE INDEX "conversation_last_activity_at_id_idx" ON "conversation"("last_activity_at", "id");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE INDEX "activity_conversation_id_turn_number_idx" ON "activity"("conversation_id", "turn_number");

-- CreateIndex
CREATE UNIQUE INDEX "activity_conversation_id_id_key" ON "activity"("conversation_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "activity_conversation_id_client_activity_id_key" ON "activity"("conversation_id", "client_activity_id");

-- CreateIndex
CREATE INDEX "turn_outcome_idx" ON "turn"("outcome");

-- CreateIndex
CREATE INDEX "state_write_conversation_id_seq_idx" ON "state_write"("conversation_id", "seq");

-- CreateIndex
CREATE INDEX "property_version_write_seq_idx" ON "property_version"("write_seq");
