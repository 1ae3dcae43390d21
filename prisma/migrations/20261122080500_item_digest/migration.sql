-- Products send a webhook with each sale. What it says of their items is compared with what the mirror has, before anything is read.
-- No policy, grant or index changes: those of the tables cover their columns.
ALTER TABLE "inventory_item" ADD COLUMN     "digest" TEXT NOT NULL DEFAULT '';
ALTER TABLE "mark" ADD COLUMN     "digest" TEXT;
