-- AlterTable
ALTER TABLE "conversation" ADD COLUMN "origin" TEXT;
