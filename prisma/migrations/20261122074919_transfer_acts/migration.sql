-- CreateTable
CREATE TABLE "transfer_act" (
    "shop_id" BIGINT NOT NULL,
    "transfer_id" BIGINT NOT NULL,
    "intent_id" BIGINT NOT NULL,

    CONSTRAINT "transfer_act_pkey" PRIMARY KEY ("shop_id","transfer_id","intent_id")
);

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

ALTER TABLE transfer_act ENABLE ROW LEVEL SECURITY;
ALTER TABLE transfer_act FORCE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON transfer_act TO entrega_app
  USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint);
