-- AlterTable
ALTER TABLE "erasure" ADD COLUMN     "held_needles" TEXT;

-- AlterTable
ALTER TABLE "legal_hold" ADD COLUMN     "from_on" TEXT,
ADD COLUMN     "until_on" TEXT;
