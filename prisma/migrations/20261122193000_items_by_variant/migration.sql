-- What an order's line is of is found by its variant before there are fulfillment orders.
CREATE INDEX "inventory_item_shop_id_variant_id_idx" ON "inventory_item"("shop_id", "variant_id");
