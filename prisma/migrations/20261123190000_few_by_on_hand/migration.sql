-- Few units or none, by most on hand: without it the walk passes nearly all levels before the first that fits (610,000 entries, 105 to 126 ms; `npm run bench -- inventory`).
-- Only levels with few units are in it, so others cost it nothing.
CREATE INDEX inventory_level_few_by_on_hand ON inventory_level (shop_id, location_id, on_hand, item_id) INCLUDE (available) WHERE active AND available <= 20;
