-- AlterTable
ALTER TABLE "legal_hold" ADD COLUMN "from_on" TEXT;
ALTER TABLE "legal_hold" ADD COLUMN "until_on" TEXT;
