-- AlterTable
ALTER TABLE "shop_order" ADD COLUMN     "assignee" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "assignee_by" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "priority" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "priority_by" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "told" BOOLEAN NOT NULL DEFAULT false;

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- Most orders have neither: the indexes hold those that do.
CREATE INDEX shop_order_by_priority ON shop_order (shop_id, priority, placed_at DESC, order_id DESC) WHERE priority > 0;
CREATE INDEX shop_order_by_assignee ON shop_order (shop_id, assignee, placed_at DESC, order_id DESC) WHERE assignee <> '';

-- Requests that a fulfillment service has not accepted.
CREATE INDEX fulfillment_order_requested ON fulfillment_order (shop_id, order_id) WHERE request_status IN ('SUBMITTED', 'REJECTED');
