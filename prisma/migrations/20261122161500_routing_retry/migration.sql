-- What could not be routed is tried again: those that wait are few among all that were decided.
ALTER TABLE "routing_case" ADD COLUMN "retry_at" TIMESTAMPTZ(3);
CREATE INDEX routing_case_retry ON routing_case (shop_id, retry_at) WHERE retry_at IS NOT NULL;
