-- AlterTable
ALTER TABLE "bot_setting" ADD COLUMN     "greeting" TEXT NOT NULL DEFAULT 'emulator';

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "locale" TEXT,
ADD COLUMN     "time_zone" TEXT;

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "left_at" TEXT;

-- CreateTable
CREATE TABLE "remote_bot" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "generation" TEXT NOT NULL,
    "key_style" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "delivery_mode" TEXT NOT NULL,
    "app_id" TEXT,
    "app_password" TEXT,
    "tenant_id" TEXT,
    "timeout_ms" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,

    CONSTRAINT "remote_bot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bot_key" (
    "bot_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,

    CONSTRAINT "bot_key_pkey" PRIMARY KEY ("bot_id","purpose")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "user_id" TEXT,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "original" TEXT NOT NULL,
    "thumbnail" TEXT,
    "created_at" TEXT NOT NULL,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "protocol_exchange" (
    "seq" SERIAL NOT NULL,
    "bot_id" TEXT,
    "conversation_id" TEXT,
    "party" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "status" INTEGER,
    "duration_ms" DOUBLE PRECISION NOT NULL,
    "request" TEXT NOT NULL,
    "response" TEXT NOT NULL,
    "error" TEXT,
    "at" TEXT NOT NULL,

    CONSTRAINT "protocol_exchange_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "item_encoding" (
    "item_id" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,

    CONSTRAINT "item_encoding_pkey" PRIMARY KEY ("item_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "bot_key_hash_key" ON "bot_key"("hash");

-- CreateIndex
CREATE INDEX "upload_conversation_id_idx" ON "upload"("conversation_id");

-- CreateIndex
CREATE INDEX "protocol_exchange_conversation_id_seq_idx" ON "protocol_exchange"("conversation_id", "seq");
