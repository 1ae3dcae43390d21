-- Items that Shopify no longer has are few: the list of levels that are not stocked leaves theirs out, and asked each of 15,000 levels after its item.
CREATE INDEX inventory_item_gone ON inventory_item (shop_id, item_id) WHERE deleted_at IS NOT NULL;
