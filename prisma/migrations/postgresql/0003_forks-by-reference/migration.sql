-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "forked_at_position" INTEGER;

