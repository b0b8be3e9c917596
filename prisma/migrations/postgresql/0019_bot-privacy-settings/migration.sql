-- AlterTable
ALTER TABLE "bot_setting" ADD COLUMN     "deletion_opens_case" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "offers_self_service" BOOLEAN NOT NULL DEFAULT false;
