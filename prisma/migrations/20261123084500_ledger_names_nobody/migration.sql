-- The ledger forgets nothing, so it must not know where a parcel was scanned last, nor its number: many carriers show name and address to whoever has it.
-- Scans and parcels know both, and forget them with the customer.
UPDATE "order_event" SET "data" = "data" - 'place' WHERE "code" = 'parcel.scanned' AND "data" ? 'place';
UPDATE "order_event" SET "data" = "data" - 'trackingNumber' WHERE "code" IN ('parcel.labelled', 'label.own') AND "data" ? 'trackingNumber';
