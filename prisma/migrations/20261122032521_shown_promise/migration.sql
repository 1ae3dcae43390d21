-- AlterTable
ALTER TABLE "order_key" ADD COLUMN     "compare_digest" TEXT,
ADD COLUMN     "shown_promise_id" BIGINT;
