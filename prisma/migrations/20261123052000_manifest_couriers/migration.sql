-- AlterTable
ALTER TABLE "handover_manifest" ADD COLUMN     "courier" TEXT NOT NULL DEFAULT '';
