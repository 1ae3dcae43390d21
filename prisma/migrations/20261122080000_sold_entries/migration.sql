-- What was sold in the last weeks, by item and location: read for suggestions of transfers from the index alone, however long the ledger is.
-- No policy or grant changes: those of the table cover its indexes.
CREATE INDEX stock_entry_sold ON stock_entry (shop_id, occurred_at) INCLUDE (item_id, location_id, available) WHERE cause = 'sold';
