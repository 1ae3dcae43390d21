-- Whether a line is a gift card; null where it was read before this was asked for.
ALTER TABLE "order_line" ADD COLUMN "is_gift_card" BOOLEAN;
