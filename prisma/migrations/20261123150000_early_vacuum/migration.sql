-- Every webhook changes or, two days later, deletes rows of these. PostgreSQL's own default vacuums once a fifth of a table is dead, so a table stands at
-- 1.2 times of what lives before anybody looks; from a twentieth on it stays below (bench soak).
ALTER TABLE "delivery" SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "shop_order" SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "inventory_level" SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "routing_case" SET (autovacuum_vacuum_scale_factor = 0.05);
