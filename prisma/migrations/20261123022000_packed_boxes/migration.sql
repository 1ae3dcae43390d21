-- AlterTable
ALTER TABLE "parcel" ADD COLUMN     "box" JSONB,
ADD COLUMN     "contents" JSONB,
ADD COLUMN     "grams" INTEGER,
ADD COLUMN     "part" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "pick_task" ADD COLUMN     "boxes" JSONB NOT NULL DEFAULT '[]';

-- DropIndex
DROP INDEX "parcel_shop_id_fulfillment_order_id_key";

-- CreateIndex
CREATE UNIQUE INDEX "parcel_shop_id_fulfillment_order_id_part_key" ON "parcel"("shop_id", "fulfillment_order_id", "part");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- What was weighed so far is kept with the parcel.
UPDATE "parcel" p SET "grams" = k."grams" FROM "pick_task" k
 WHERE k."shop_id" = p."shop_id" AND k."parcel_id" = p."parcel_id" AND k."grams" IS NOT NULL;

-- AlterTable
ALTER TABLE "pick_task" DROP COLUMN "grams";
