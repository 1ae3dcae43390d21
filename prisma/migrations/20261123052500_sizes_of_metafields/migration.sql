-- AlterTable
ALTER TABLE "item_size" ADD COLUMN     "read_at" TIMESTAMPTZ(3),
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'staff',
ALTER COLUMN "length_mm" DROP NOT NULL,
ALTER COLUMN "width_mm" DROP NOT NULL,
ALTER COLUMN "height_mm" DROP NOT NULL;
