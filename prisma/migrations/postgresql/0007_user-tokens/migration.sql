-- CreateTable
CREATE TABLE "user_token" (
    "id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "connection_name" TEXT NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "code_hash" TEXT,
    "signed_in_at" TEXT NOT NULL,

    CONSTRAINT "user_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "user_token_bot_id_idx" ON "user_token"("bot_id");
