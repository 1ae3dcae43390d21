-- CreateTable
CREATE TABLE "stock_link" (
    "shop_id" BIGINT NOT NULL,
    "link_id" BIGSERIAL NOT NULL,
    "side" TEXT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "rule" TEXT NOT NULL,
    "peer_id" BIGINT,
    "peer_domain" TEXT NOT NULL DEFAULT '',
    "code_hash" BYTEA,
    "code_until" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "peer_confirmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_link_pkey" PRIMARY KEY ("shop_id","link_id")
);

-- CreateTable
CREATE TABLE "stock_link_try" (
    "shop_id" BIGINT NOT NULL,
    "try_id" BIGSERIAL NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_link_try_pkey" PRIMARY KEY ("shop_id","try_id")
);

-- CreateTable
CREATE TABLE "stock_link_code" (
    "shop_id" BIGINT NOT NULL,
    "link_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,

    CONSTRAINT "stock_link_code_pkey" PRIMARY KEY ("shop_id","link_id","item_id")
);

-- CreateTable
CREATE TABLE "stock_link_item" (
    "shop_id" BIGINT NOT NULL,
    "link_id" BIGINT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "seen_seq" BIGINT NOT NULL DEFAULT 0,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "stated" INTEGER NOT NULL DEFAULT 0,
    "heard_no" BIGINT NOT NULL DEFAULT 0,
    "heard_moved" INTEGER NOT NULL DEFAULT 0,
    "heard_stated" INTEGER NOT NULL DEFAULT 0,
    "number" INTEGER,
    "ack_moved" INTEGER NOT NULL DEFAULT 0,
    "ack_stated" INTEGER NOT NULL DEFAULT 0,
    "resolved" INTEGER NOT NULL DEFAULT 0,
    "owed" INTEGER NOT NULL DEFAULT 0,
    "told_no" BIGINT NOT NULL DEFAULT 0,
    "told" TEXT NOT NULL DEFAULT '',
    "asked" BOOLEAN NOT NULL DEFAULT false,
    "intent_id" BIGINT,
    "place" SMALLINT,
    "writing" INTEGER NOT NULL DEFAULT 0,
    "from_available" INTEGER,
    "trouble" TEXT NOT NULL DEFAULT '',
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_link_item_pkey" PRIMARY KEY ("shop_id","link_id","item_id")
);

-- CreateTable
CREATE TABLE "stock_message" (
    "shop_id" BIGINT NOT NULL,
    "message_id" BIGSERIAL NOT NULL,
    "link_id" BIGINT NOT NULL,
    "way" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "no" BIGINT NOT NULL,
    "moved" INTEGER NOT NULL,
    "stated" INTEGER NOT NULL,
    "ack_moved" INTEGER NOT NULL,
    "ack_stated" INTEGER NOT NULL,
    "number" INTEGER,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,

    CONSTRAINT "stock_message_pkey" PRIMARY KEY ("shop_id","message_id")
);

-- CreateIndex
CREATE INDEX "stock_link_code_shop_id_link_id_code_idx" ON "stock_link_code"("shop_id", "link_id", "code");

-- CreateIndex
CREATE INDEX "stock_link_item_shop_id_item_id_idx" ON "stock_link_item"("shop_id", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_link_item_shop_id_link_id_code_key" ON "stock_link_item"("shop_id", "link_id", "code");

-- CreateIndex
CREATE INDEX "stock_message_shop_id_link_id_message_id_idx" ON "stock_message"("shop_id", "link_id", "message_id");

-- Written by hand from here on -------------------------------------------------------------------------------------------------------

-- Few are either, and they are looked for among all.
CREATE INDEX stock_link_offered ON stock_link (shop_id, code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX stock_message_open ON stock_message (shop_id, message_id) WHERE status IN ('new', 'waiting');
CREATE INDEX stock_message_unknown ON stock_message (shop_id, link_id, code) WHERE status = 'unknown';
CREATE INDEX stock_link_item_trouble ON stock_link_item (shop_id, item_id) WHERE trouble <> '' OR owed <> 0;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['stock_link', 'stock_link_try', 'stock_link_code', 'stock_link_item', 'stock_message'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_shop ON %I TO entrega_app
      USING (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop', true), '')::bigint)$p$, t);
  END LOOP;
  -- Row-level security binds the owner too, and the functions below run as the owner: these three tables, and no others, open to them.
  FOREACH t IN ARRAY ARRAY['stock_link', 'stock_link_try', 'stock_message'] LOOP
    EXECUTE format('CREATE POLICY mailbox ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

-- The mailbox between two shops: the only code that touches rows of a shop that is not the transaction's. Each function acts for the shop of
-- `app.shop` (set by inShop, what the policies go by), along a link of which that shop has a row and the other shop has the counterpart. Nothing of the
-- other shop is returned but its domain. Times are parameters.

-- Our row and its counterpart, each naming the other; no row otherwise. Kept as they are until the transaction ends, by both sides at once.
CREATE FUNCTION stock_link_pair(p_link bigint) RETURNS TABLE (me bigint, peer bigint, is_open boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE v_me bigint := NULLIF(current_setting('app.shop', true), '')::bigint;
BEGIN
  PERFORM 1 FROM public.stock_link l
    WHERE l.link_id = p_link AND l.shop_id IN (v_me, (SELECT o.peer_id FROM public.stock_link o WHERE o.shop_id = v_me AND o.link_id = p_link))
    ORDER BY l.shop_id FOR SHARE;
  RETURN QUERY
    SELECT a.shop_id, b.shop_id,
           a.ended_at IS NULL AND b.ended_at IS NULL AND a.confirmed_at IS NOT NULL AND b.confirmed_at IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM public.shop s WHERE s.id IN (a.shop_id, b.shop_id) AND (s.installed_at IS NULL OR s.uninstalled_at IS NOT NULL))
      FROM public.stock_link a JOIN public.stock_link b ON b.link_id = a.link_id AND b.shop_id = a.peer_id AND b.peer_id = a.shop_id
     WHERE a.shop_id = v_me AND a.link_id = p_link;
END $f$;

-- Enters a code that another shop gave out: it is used up, and both sides learn who the other is. Ten wrong ones in a quarter of an hour are enough.
CREATE FUNCTION stock_link_enter(p_hash bytea, p_location bigint, p_at timestamptz) RETURNS TABLE (answer text, entered_link bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE
  v_me bigint := NULLIF(current_setting('app.shop', true), '')::bigint;
  v_offer record;
BEGIN
  IF v_me IS NULL THEN RETURN; END IF;
  -- Two at once count each other.
  PERFORM pg_advisory_xact_lock(4711, hashint8(v_me));
  DELETE FROM public.stock_link_try t WHERE t.shop_id = v_me AND t.tried_at < p_at - interval '15 minutes';
  IF (SELECT count(*) FROM public.stock_link_try t WHERE t.shop_id = v_me) >= 10 THEN
    RETURN QUERY SELECT 'slow'::text, NULL::bigint;
    RETURN;
  END IF;
  SELECT l.shop_id, l.link_id, l.rule, s.domain INTO v_offer
    FROM public.stock_link l JOIN public.shop s ON s.id = l.shop_id AND s.installed_at IS NOT NULL AND s.uninstalled_at IS NULL
   WHERE l.code_hash = p_hash AND l.code_until > p_at AND l.peer_id IS NULL AND l.ended_at IS NULL AND l.shop_id <> v_me
   FOR UPDATE OF l;
  IF NOT FOUND THEN
    INSERT INTO public.stock_link_try (shop_id, tried_at) VALUES (v_me, p_at);
    RETURN QUERY SELECT 'wrong'::text, NULL::bigint;
    RETURN;
  END IF;
  UPDATE public.stock_link l SET peer_id = v_me, peer_domain = (SELECT s.domain FROM public.shop s WHERE s.id = v_me), code_hash = NULL, code_until = NULL
   WHERE l.shop_id = v_offer.shop_id AND l.link_id = v_offer.link_id;
  INSERT INTO public.stock_link (shop_id, link_id, side, location_id, rule, peer_id, peer_domain, created_at)
  VALUES (v_me, v_offer.link_id, 'follower', p_location, v_offer.rule, v_offer.shop_id, v_offer.domain, p_at);
  RETURN QUERY SELECT 'entered'::text, v_offer.link_id::bigint;
END $f$;

-- Our side confirms; the source confirms last. False when there is nothing to confirm.
CREATE FUNCTION stock_link_confirm(p_link bigint, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE v_pair record;
BEGIN
  SELECT * INTO v_pair FROM public.stock_link_pair(p_link);
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE public.stock_link l SET confirmed_at = p_at
   WHERE l.shop_id = v_pair.me AND l.link_id = p_link AND l.ended_at IS NULL AND l.confirmed_at IS NULL
     AND (l.side = 'follower' OR l.peer_confirmed_at IS NOT NULL);
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE public.stock_link l SET peer_confirmed_at = p_at WHERE l.shop_id = v_pair.peer AND l.link_id = p_link AND l.ended_at IS NULL;
  RETURN true;
END $f$;

-- Ends a link at once, on both sides; messages that nobody has read are dropped.
CREATE FUNCTION stock_link_cut(p_link bigint, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE v_me bigint := NULLIF(current_setting('app.shop', true), '')::bigint; v_pair record;
BEGIN
  SELECT * INTO v_pair FROM public.stock_link_pair(p_link);
  UPDATE public.stock_link l SET ended_at = p_at, ended_by = 'us', code_hash = NULL, code_until = NULL
   WHERE l.shop_id = v_me AND l.link_id = p_link AND l.ended_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE public.stock_link l SET ended_at = p_at, ended_by = 'them' WHERE l.shop_id = v_pair.peer AND l.link_id = p_link AND l.ended_at IS NULL;
  UPDATE public.stock_message m SET status = 'dropped' WHERE m.shop_id IN (v_me, v_pair.peer) AND m.link_id = p_link AND m.status IN ('new', 'waiting');
  RETURN true;
END $f$;

-- Carries our waiting messages of a link into the other shop's box, and wakes its stock lane. Returns how many; when the link is not open they are
-- dropped. To be called in a transaction of its own: one that holds a lane of ours could wait for another that waits for it.
CREATE FUNCTION stock_link_send(p_link bigint, p_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE v_me bigint := NULLIF(current_setting('app.shop', true), '')::bigint; v_pair record; v_count integer := 0;
BEGIN
  SELECT * INTO v_pair FROM public.stock_link_pair(p_link);
  IF NOT FOUND OR NOT v_pair.is_open THEN
    UPDATE public.stock_message m SET status = 'dropped' WHERE m.shop_id = v_me AND m.link_id = p_link AND m.way = 'out' AND m.status = 'waiting';
    RETURN 0;
  END IF;
  WITH sent AS (
    UPDATE public.stock_message m SET status = 'sent', sent_at = p_at
     WHERE m.shop_id = v_me AND m.link_id = p_link AND m.way = 'out' AND m.status = 'waiting' RETURNING m.*)
  INSERT INTO public.stock_message (shop_id, link_id, way, code, no, moved, stated, ack_moved, ack_stated, number, sent_at, status)
  SELECT v_pair.peer, p_link, 'in', s.code, s.no, s.moved, s.stated, s.ack_moved, s.ack_stated, s.number, p_at, 'new' FROM sent s ORDER BY s.message_id;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  IF v_count > 0 THEN
    INSERT INTO public.shop_lane AS l (shop_id, lane, ready_at) VALUES (v_pair.peer, 7, now())
    ON CONFLICT (shop_id, lane) DO UPDATE
       SET ready_at = CASE WHEN l.lease_until > now() THEN least(excluded.ready_at, l.lease_until - interval '1 microsecond') ELSE excluded.ready_at END
     WHERE l.ready_at IS NULL OR l.ready_at > excluded.ready_at OR (l.lease_until > now() AND l.ready_at >= l.lease_until);
  END IF;
  RETURN v_count;
END $f$;

-- A shop that leaves, or is erased, ends its links: nobody needs to remember.
CREATE FUNCTION stock_links_end() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE v_at timestamptz := CASE TG_OP WHEN 'UPDATE' THEN NEW.uninstalled_at ELSE coalesce(OLD.uninstalled_at, OLD.installed_at, 'epoch') END;
BEGIN
  UPDATE public.stock_message m SET status = 'dropped' FROM public.stock_link l
   WHERE l.peer_id = OLD.id AND l.ended_at IS NULL AND m.shop_id IN (l.shop_id, OLD.id) AND m.link_id = l.link_id AND m.status IN ('new', 'waiting');
  UPDATE public.stock_link l SET ended_at = v_at, ended_by = CASE l.shop_id WHEN OLD.id THEN 'us' ELSE 'uninstalled' END, code_hash = NULL, code_until = NULL
   WHERE (l.shop_id = OLD.id OR l.peer_id = OLD.id) AND l.ended_at IS NULL;
  RETURN NULL;
END $f$;
CREATE TRIGGER stock_links_end_when_left AFTER UPDATE OF uninstalled_at ON shop
  FOR EACH ROW WHEN (NEW.uninstalled_at IS NOT NULL AND OLD.uninstalled_at IS NULL) EXECUTE FUNCTION stock_links_end();
CREATE TRIGGER stock_links_end_when_erased AFTER DELETE ON shop FOR EACH ROW EXECUTE FUNCTION stock_links_end();

REVOKE EXECUTE ON FUNCTION stock_link_pair(bigint), stock_link_enter(bytea, bigint, timestamptz), stock_link_confirm(bigint, timestamptz),
  stock_link_cut(bigint, timestamptz), stock_link_send(bigint, timestamptz), stock_links_end() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stock_link_enter(bytea, bigint, timestamptz), stock_link_confirm(bigint, timestamptz), stock_link_cut(bigint, timestamptz),
  stock_link_send(bigint, timestamptz) TO entrega_app;
