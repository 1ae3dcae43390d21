-- The orders that wait for an item: few of all there ever were, and shown beside its stock-out.
-- No policy or grant changes: those of the table cover its indexes.
CREATE INDEX order_stock_waiting ON order_stock (shop_id, item_id, location_id, order_id) INCLUDE (committed) WHERE committed > 0;
